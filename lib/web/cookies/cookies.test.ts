import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { HttpError } from "@/lib/web/http-error";
import { PROPERTY_TIMEOUT_MS, setEnvironment } from "@/tests/unit/environment";
import {
  formatOwnCookie,
  isKratosCookie,
  isSessionCookie,
  OWN_COOKIE_PREFIX,
  parseCookies,
  requireUniqueCookies,
} from "./cookies";

beforeEach(() => setEnvironment());

const SCOPE = { hostname: "id.example", pathname: "/auth/login" };

describe("reading cookies", () => {
  it("never throws, and finds every pair in its order, duplicates kept", {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/);
    const value = fc.stringMatching(/^[A-Za-z0-9=+/%|"]{0,20}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, value), { maxLength: 8 }),
        fc.constantFrom("; ", ";", " ; ;"),
        (pairs, glue) => {
          const header = pairs.map(([key, text]) => `${key}=${text}`).join(glue);
          expect(parseCookies(header)).toEqual(pairs.map(([key, text]) => ({ name: key, value: text })));
        },
      ),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (header) => {
        for (const pair of parseCookies(header)) expect(pair.name).not.toMatch(/[=;]/);
      }),
      { numRuns: 20_000 },
    );
    expect(parseCookies(null)).toEqual([]);
  });

  it("P13: blanks of Unicode are part of a cookie's name, and such a cookie is none", () => {
    for (const blank of ["\u00a0", "\ufeff", "\u2028", "\v", "\f", "\0"]) {
      expect(parseCookies(`${blank}__Host-foyer-device=planted`), JSON.stringify(blank)).toEqual([]);
      expect(parseCookies(`__Host-foyer-device${blank}=planted`), JSON.stringify(blank)).toEqual([]);
    }
    expect(parseCookies(" \t a\t=\t b \u00a0 ")).toEqual([{ name: "a", value: "b \u00a0" }]);
  });

  it("knows Kratos' cookies by their names alone (P12)", () => {
    for (const name of [
      "ory_kratos_session",
      "ory_kratos_continuity",
      "__Host-csrf_token_ab12",
      "ory_session_slug",
    ]) {
      expect(isKratosCookie(name), name).toBe(true);
    }
    for (const name of [
      "xory_kratos_session",
      "ory_hydra_session",
      "ORY_KRATOS_SESSION",
      "csrf_token",
      "csrf_token_ab12",
      "__Host-foyer-sid",
    ]) {
      expect(isKratosCookie(name), name).toBe(false);
    }
    expect([isSessionCookie("ory_kratos_session"), isSessionCookie("ory_kratos_session2")]).toEqual([
      true,
      false,
    ]);
  });
});

it("knows a session cookie by the name that its operator gave it", async () => {
  setEnvironment({ KRATOS_SESSION_COOKIE: "house_session" });
  const named = await import("./cookies");
  expect(named.isSessionCookie("house_session")).toBe(true);
  expect(named.isKratosCookie("house_session")).toBe(true);
  expect(named.isSessionCookie("ory_kratos_session")).toBe(false);
  expect(named.isKratosCookie("other_session")).toBe(false);
});

describe("a cookie that arrives twice (P13)", () => {
  const refuse = (header: string, scope = SCOPE): HttpError | undefined => {
    try {
      requireUniqueCookies(parseCookies(header), scope);
    } catch (error) {
      if (error instanceof HttpError) return error;
    }
    return undefined;
  };
  const expiredBy = (header: string, scope = SCOPE): string[] => refuse(header, scope)?.setCookies ?? [];

  it("is expired for the host and each of its parents, at each path above the page", () => {
    const lines = expiredBy("ory_kratos_session=a; ory_kratos_session=b");
    expect(lines).toContain("ory_kratos_session=; Path=/; Max-Age=0");
    expect(lines).toContain("ory_kratos_session=; Path=/; Domain=id.example; Max-Age=0");
    expect(lines).toContain("ory_kratos_session=; Path=/auth/login; Domain=id.example; Max-Age=0");
    expect(lines).toContain("ory_kratos_session=; Path=/auth; Max-Age=0");
  });

  it("P13: is expired as `Partitioned` too, which a sibling host may have set it", () => {
    const lines = expiredBy("ory_kratos_session=a; ory_kratos_session=b");
    for (const place of ["/;", "/auth/login; Domain=id.example;"])
      expect(lines).toContain(`ory_kratos_session=; Path=${place} Max-Age=0; Secure; Partitioned`);
  });

  it("P13: is expired with every other that does", () => {
    const twice = ["ory_kratos_1", "ory_kratos_2", "ory_kratos_session"].map(
      (name) => `${name}=a; ${name}=b`,
    );
    const names = expiredBy(twice.join("; ")).map((line) => line.split("=", 1)[0]);
    expect(new Set(names)).toEqual(new Set(["ory_kratos_1", "ory_kratos_2", "ory_kratos_session"]));
  });

  it("P19: under another name is a second session, and both are expired", () => {
    const lines = expiredBy("ory_session_x=a; ory_kratos_session=b");
    expect(lines).toContain("ory_session_x=; Path=/; Domain=id.example; Max-Age=0");
    expect(lines).toContain("ory_kratos_session=; Path=/; Max-Age=0");
    expect(expiredBy("ory_kratos_session=a; ory_kratos_continuity=b; csrf_token_1=c")).toEqual([]);
  });

  it("D1: is expired by so many lines and no more, the others by the next answer", () => {
    const deep = { hostname: "id.a.b.example", pathname: "/x" };
    const names = Array.from({ length: 40 }, (_, index) => `ory_session_${String(index).padStart(115, "x")}`);
    const waiting = new Set(names);
    for (let answers = 0; waiting.size > 1; answers += 1) {
      expect(answers).toBeLessThan(names.length);
      const lines = expiredBy([...waiting].map((name) => `${name}=a`).join("; "), deep);
      expect(lines.join("").length).toBeLessThan(8000);
      for (const line of lines) waiting.delete(line.split("=")[0] ?? "");
    }
    const endless = `ory_session_${"x".repeat(10_000)}`;
    expect(expiredBy(`${endless}=a; ${endless}=b; ory_session_x=c`, deep)).toEqual([]);
  });

  it("P13: is forgotten with all others where it may have stood in too many places to name", () => {
    const name = `ory_kratos_${"a".repeat(64)}`;
    const callback = "/self-service/methods/oidc/callback/acme";
    const toRefusal = (hostname: string, pathname: string) =>
      refuse(`${name}=a; ${name}=b`, { hostname, pathname });
    expect(toRefusal("id.eu.accounts.example", callback)).toMatchObject({
      setCookies: [],
      headers: { "clear-site-data": '"cookies"' },
    });
    expect(toRefusal("id.eu.accounts.example", "/login")?.headers).toEqual({});
  });

  it("of ours is expired in the only form browsers take for its prefix", () => {
    expect(expiredBy(`${OWN_COOKIE_PREFIX}sid=a; ${OWN_COOKIE_PREFIX}sid=b`)).toEqual([
      `${OWN_COOKIE_PREFIX}sid=; Path=/; Max-Age=0; Secure`,
    ]);
  });

  it.each(["__Secure-sid", "__secure-sid"])("named %s by the operator is expired as Secure", async (name) => {
    setEnvironment({ KRATOS_SESSION_COOKIE: name });
    const cookies = await import("./cookies");
    const twice = cookies.parseCookies(`${name}=a; ${name}=b`);
    const lines = ["", " Domain=id.example;"].flatMap((domain) =>
      ["", "; Partitioned"].map((end) => `${name}=; Path=/;${domain} Max-Age=0; Secure${end}`),
    );
    const expire = () => cookies.requireUniqueCookies(twice, { ...SCOPE, pathname: "/" });
    expect(expire).toThrow(expect.objectContaining({ status: 400, setCookies: lines }));
  });

  it("of somebody else is nobody's business, and no path can smuggle an attribute in", () => {
    expect(expiredBy("theme=a; theme=b; ory_kratos_session=c")).toEqual([]);
    const lines = expiredBy("ory_kratos_a=1; ory_kratos_a=2", {
      hostname: "localhost",
      pathname: "/a;Domain=x/b",
    });
    expect(lines).toEqual([
      "ory_kratos_a=; Path=/; Max-Age=0",
      "ory_kratos_a=; Path=/; Max-Age=0; Secure; Partitioned",
    ]);
  });
});

it("our cookies are host-only, secure, out of scripts' reach, not sent by other sites' posts", () => {
  expect(formatOwnCookie("__Host-foyer-x", "v", 60)).toBe(
    "__Host-foyer-x=v; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax",
  );
});
