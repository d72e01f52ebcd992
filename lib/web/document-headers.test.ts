/** The headers that routes set by themselves: on a platform that runs them, no server of ours adds any. */

import { beforeEach, describe, expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

beforeEach(() => setEnvironment());

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; " +
  "report-uri /auth/csp-report; report-to csp";

const DOCUMENT = {
  "content-security-policy": CSP,
  "reporting-endpoints": 'csp="/auth/csp-report"',
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "permissions-policy":
    "publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self), " +
    "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, no-store",
};

describe("documents", () => {
  it("H1: a document has every header, and the account area its own opener policy", async () => {
    const { toSecurityHeaders } = await import("./security-headers");
    expect(toSecurityHeaders("public")).toEqual(DOCUMENT);
    expect(toSecurityHeaders("account")).toEqual({
      ...DOCUMENT,
      "cross-origin-opener-policy": "same-origin",
    });
  });

  it("H1: only https pages ask for https", async () => {
    setEnvironment({ FOYER_PUBLIC_URL: "http://localhost:3000" });
    const { toSecurityHeaders } = await import("./security-headers");
    expect(toSecurityHeaders("public")).not.toHaveProperty("strict-transport-security");
  });

  it("H2: with Kratos on a sibling domain, scripts and forms may use its origin and no other", async () => {
    setEnvironment({ KRATOS_BROWSER_URL: "https://kratos.example/ory" });
    const { toSecurityHeaders } = await import("./security-headers");
    const policy = toSecurityHeaders("public")["content-security-policy"];
    expect(policy).toBe(
      CSP.replace("script-src 'self'", "script-src 'self' https://kratos.example").replace(
        "form-action 'self'",
        "form-action 'self' https://kratos.example",
      ),
    );
  });

  it("H2: a captcha may run on public pages alone, from the origin that the operator names", async () => {
    setEnvironment({ FOYER_CAPTCHA_SCRIPT: "https://challenges.example/turnstile/v0/api.js" });
    const { toSecurityHeaders } = await import("./security-headers");
    expect(toSecurityHeaders("public")["content-security-policy"]).toBe(
      CSP.replace(
        "script-src 'self'",
        "script-src 'self' https://challenges.example; frame-src https://challenges.example",
      ),
    );
    expect(toSecurityHeaders("account")["content-security-policy"]).toBe(CSP);
  });

  it("H1: a rendered page carries them, its cookies and its own headers", async () => {
    const { renderDocument } = await import("./render-document");
    const { createElement } = await import("react");
    const answer = await renderDocument(createElement("html", null, "<b>"), {
      status: 403,
      area: "account",
      setCookies: ["a=1", "b=2"],
      headers: { "retry-after": "5" },
    });
    expect(answer.status).toBe(403);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...DOCUMENT,
      "cross-origin-opener-policy": "same-origin",
      "content-type": "text/html; charset=utf-8",
      "retry-after": "5",
    });
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await answer.text()).toBe("<!doctype html><html><head></head>&lt;b&gt;</html>");
  });
});

describe("redirects", () => {
  it("O18: a redirect is a 303 that nobody keeps and that tells other origins nothing", async () => {
    const { seeOther } = await import("./redirect");
    const { status, headers } = seeOther("/auth/login", ["a=1", "b=2"]);
    expect(status).toBe(303);
    expect(Object.fromEntries([...headers].filter(([name]) => name !== "set-cookie"))).toEqual({
      location: "/auth/login",
      "cache-control": "private, no-store",
      "referrer-policy": "same-origin",
    });
    expect(headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  const arriving = (method: string, site?: string) =>
    new Request("http://inner.invalid/login", { method, headers: site ? { "sec-fetch-site": site } : {} });

  it.each([
    ["POST", undefined, true],
    ["POST", "same-origin", true],
    ["GET", "same-origin", true],
    ["GET", "cross-site", false],
    ["GET", "none", false],
    ["GET", undefined, false],
  ])("H3: %s from %s is within our pages: %s", async (method, site, expected) => {
    const { isWithinOwnPages } = await import("./redirect");
    expect(isWithinOwnPages(arriving(method, site))).toBe(expected);
  });

  it("H3: with Kratos on a sibling domain any request may be part of a form's redirects", async () => {
    setEnvironment({ KRATOS_BROWSER_URL: "https://kratos.example" });
    const { isWithinOwnPages } = await import("./redirect");
    expect(isWithinOwnPages(arriving("GET", "cross-site"))).toBe(true);
  });
});

describe("answers of any kind", () => {
  it.each([
    ["on Vercel", { VERCEL: "1" }, true],
    ["on Node, where the server adds them", {}, false],
  ])("H1: %s a route adds the headers that its answer lacks: %s", async (_, changes, isCompleted) => {
    setEnvironment(changes);
    const { observeRequest } = await import("./observe-request");
    const { seeOther } = await import("./redirect");
    const { headers } = await observeRequest("/", new Request("https://id.example/auth"), async () =>
      seeOther("/auth/login"),
    );
    for (const name of ["strict-transport-security", "content-security-policy", "x-frame-options"]) {
      expect(headers.has(name), name).toBe(isCompleted);
    }
  });
});
