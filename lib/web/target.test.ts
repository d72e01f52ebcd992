import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { setConsoleEnvironment } from "@/tests/unit/console";
import { PROPERTY_TIMEOUT_MS, setEnvironment } from "@/tests/unit/environment";

const RUNS = { numRuns: 10_000 };
const OWN = "https://id.example";

let toTarget: typeof import("./target").toTarget;
let toOwnPath: typeof import("./target").toOwnPath;

beforeAll(async () => {
  setEnvironment();
  ({ toTarget, toOwnPath } = await import("./target"));
});

/** Addresses in pieces that parsers disagree about. */
const address = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ..."https: http: HTTPS: javascript: data: / // \\ @ : ? # . .. id.example evil.example kratos.internal:4434 hydra.internal:4445 %2f %5c %00 path ⁄ ／ 。 user".split(
          " ",
        ),
        "\t",
        "\n",
        "\r",
        " ",
        "\u0000",
        "\u202e",
        "\ud800",
      ),
      { maxLength: 9 },
    )
    .map((pieces) => pieces.join("")),
  fc.webUrl(),
  fc.string(),
);

describe("where a redirect of Kratos' leads (P9)", () => {
  it("is http(s) with no user, no admin API, and exactly what a browser makes of it", {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    fc.assert(
      fc.property(address, (location) => {
        const target = toTarget(location);
        if (!target) return;
        const seen = new URL(location, `${OWN}/auth/self-service/login`);
        expect(target.href).toBe(seen.href);
        expect(["http:", "https:"]).toContain(seen.protocol);
        expect([seen.username, seen.password]).toEqual(["", ""]);
        expect(["kratos.internal:4434", "hydra.internal:4445"]).not.toContain(seen.host);
        expect(target.isOwn).toBe(seen.origin === OWN);
        // A location without a host is ours: `//host` and its disguises never pass.
        if (!/^https?:\/\//i.test(location)) expect(target.isOwn).toBe(true);
      }),
      RUNS,
    );
  });

  it("is a path of ours, a provider, an app, Hydra: what Kratos really sends", () => {
    expect(toTarget("/auth/login?flow=f")).toEqual({ href: `${OWN}/auth/login?flow=f`, isOwn: true });
    expect(toTarget(`${OWN}/auth/error?id=x`)?.isOwn).toBe(true);
    for (const away of ["https://idp.example/a?b=c#d", "http://app.example", "https://oauth.example/x"]) {
      expect(toTarget(away)).toEqual({ href: new URL(away).href, isOwn: false });
    }
  });

  it.each([
    "http://kratos.internal:4434/admin/identities",
    "HTTP://KRATOS.INTERNAL:4434",
    "http://hydra.internal:4445/",
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https://a@evil.example",
    "javascript:alert(1)",
    " https://evil.example",
    "https://evil.example\n",
    "",
    "login",
  ])("is nowhere for %j", (location) => expect(toTarget(location)).toBeUndefined());

  it("C7: is a page of the console without a fragment, which puts the focus on a form's field", async () => {
    setConsoleEnvironment();
    const { toTarget } = await import("./target");
    const console = `${OWN}/console`;
    for (const page of [console, `${console}/clients/shop?page=1`])
      expect(toTarget(`${page}#reason`)).toEqual({ href: page, isOwn: true });
    for (const other of [`${OWN}/consoles#x`, `${OWN}/settings?flow=f#x`, "https://app.example/console#x"])
      expect(toTarget(other)?.href).toBe(other);
    setEnvironment();
  });

  it("on Ory Network, where both APIs share a guarded address, may be that address", async () => {
    setEnvironment({
      KRATOS_PUBLIC_URL: "",
      KRATOS_ADMIN_URL: "",
      HYDRA_ADMIN_URL: "",
      HYDRA_PUBLIC_URL: "",
      ORY_SDK_URL: "https://slug.projects.oryapis.com",
      ORY_PROJECT_API_TOKEN: "t",
    });
    const network = await import("./target");
    expect(network.toTarget("https://slug.projects.oryapis.com/oauth2/auth?x=1")?.isOwn).toBe(false);
    setEnvironment();
  });
});

describe("return_to with a session (F7)", () => {
  it("is followed only on this very origin, and stays on it however a browser reads it", {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    fc.assert(
      fc.property(
        fc.oneof(
          address,
          address.map((tail) => OWN + tail),
        ),
        (given) => {
          const path = toOwnPath(given);
          if (path === undefined) return;
          expect(new URL(given).origin).toBe(OWN);
          expect(new URL(path, `${OWN}/auth/login`).origin).toBe(OWN);
          expect(path).toMatch(/^\/(?![/\\])/);
        },
      ),
      RUNS,
    );
  });

  it("keeps path and query, and drops the fragment", () => {
    expect(toOwnPath(`${OWN}/auth/consent?consent_challenge=a%2Bb#x`)).toBe(
      "/auth/consent?consent_challenge=a%2Bb",
    );
    expect(toOwnPath(OWN)).toBe("/");
    for (const other of [
      "/auth/account",
      `${OWN}//evil.example`,
      `${OWN}.evil.example`,
      "http://id.example/",
    ]) {
      expect(toOwnPath(other), other).toBeUndefined();
    }
  });
});
