import { describe, expect, it } from "vitest";
import { toSafeAction, toSafeHref, toSafeImage, toWebAuthnScriptUrl } from "./url";

const KRATOS = "https://id.example/auth";

const INERT = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/a\nb",
  "file:///etc/passwd",
  "blob:https://id.example/x",
  "https://user:pass@id.example/",
  "",
];

describe("addresses in a flow", () => {
  it.each(INERT)("%j is inert as link, image and action (F3)", (address) => {
    expect(toSafeHref(address)).toBeUndefined();
    expect(toSafeImage(address, [KRATOS])).toBeUndefined();
    expect(toSafeAction(address, KRATOS)).toBeUndefined();
  });

  it("a link may lead to http(s) or a path of ours", () => {
    expect(toSafeHref("https://app.example/cb?x=1")).toBe("https://app.example/cb?x=1");
    expect(toSafeHref("/account?a=b#c")).toBe("/account?a=b#c");
  });

  it("an image comes inline as PNG or from our origins, never from a third party (L3)", () => {
    expect(toSafeImage("data:image/png;base64,iVBORw0KGgo=", [KRATOS])).toBeDefined();
    expect(toSafeImage("https://id.example/logo.png", [KRATOS])).toBe("https://id.example/logo.png");
    expect(toSafeImage("https://tracker.example/x.png", [KRATOS])).toBeUndefined();
    expect(toSafeImage("data:image/svg+xml;base64,PHN2Zz4=", [KRATOS])).toBeUndefined();
  });

  it.each([
    "https://evil.example/auth/self-service/login?flow=x",
    "https://id.example.evil.example/auth/self-service/login",
    "http://id.example/auth/self-service/login",
    "https://id.example/self-service/login",
    "https://id.example/auth/../self-service/login",
    "https://id.example/auth/consent",
    "/auth/self-service/login",
  ])("a form cannot post to %s (F3)", (action) => {
    expect(toSafeAction(action, KRATOS)).toBeUndefined();
  });

  it("a form posts to Kratos as browsers see it, below its base path", () => {
    const action = "https://id.example/auth/self-service/login?flow=x";
    expect(toSafeAction(action, KRATOS)).toBe(action);
    expect(toSafeAction(action, `${KRATOS}/`)).toBe(action);
  });

  it("the only script is Kratos' own (F1)", () => {
    expect(toWebAuthnScriptUrl(KRATOS)).toBe("https://id.example/auth/.well-known/ory/webauthn.js");
    expect(toWebAuthnScriptUrl("https://id.example/")).toBe("https://id.example/.well-known/ory/webauthn.js");
  });
});
