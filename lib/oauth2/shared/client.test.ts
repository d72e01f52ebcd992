import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { client, requestUrl } from "@/tests/unit/oauth2";
import { toClientView } from "./client";
import { toSafeText } from "./safe-text";

describe("O11: a client's name", () => {
  it.each([
    ["Google\u202E", "Google"],
    ["\u2066evil\u2069", "evil"],
    ["Pay\u200BPal", "PayPal"],
    ["two\nlines\t here", "two lines here"],
    ["e\u0301", "é"],
    ["z\u0300\u0301\u0302\u0303\u0304\u0305", "z\u0300\u0301\u0302"],
    ["z\u0300\u0301\u200c\u0302\u200d\u0303", "z\u0300\u0301\u200c"],
    ["पढ\u093c\u0947\u0902", "पढ\u093c\u0947\u0902"],
    ["ש\u05c1\u05bc\u05b7בת", "ש\u05b7\u05bc\u05c1בת"],
    ["الل\u0651\u064e\u0670ه", "الل\u064e\u0651\u0670ه"],
    ["می\u200cخواهم", "می\u200cخواهم"],
    ["Pay\u200cPal", "PayPal"],
    ["👩‍💻 Dev", "👩‍💻 Dev"],
    ["tag\u{e0041}\u{e0042}", "tag"],
    ["lone \ud800 half", "lone half"],
    ["<b>bold</b>", "<b>bold</b>"],
  ])("%j becomes %j", (given, shown) => {
    expect(toSafeText(given)).toBe(shown);
  });

  it("of 500 characters is cut with an ellipsis", () => {
    expect(toSafeText("x".repeat(500))).toBe(`${"x".repeat(79)}…`);
  });

  it("is one visible line of bounded length, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (given) => {
        const shown = toSafeText(given);
        expect([...shown].length).toBeLessThanOrEqual(80);
        expect(shown).not.toMatch(
          /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u,
        );
        expect(shown).toBe(shown.trim());
      }),
    );
  });

  it("falls back to the id when nothing visible is left", () => {
    expect(toClientView(client({ client_name: "\u200b\u202e " }), requestUrl()).name).toBe("shop");
  });
});

describe("what is shown of a client", () => {
  it("L3: never its logo", () => {
    expect(
      JSON.stringify(toClientView(client({ logo_uri: "https://cdn.example/logo.png" }), requestUrl())),
    ).not.toContain("logo");
  });

  it("F3: links are http(s) or nothing", () => {
    const view = toClientView(
      client({
        policy_uri: "https://shop.example/privacy",
        tos_uri: "data:text/html,x",
      }),
      requestUrl(),
    );
    expect(view).toMatchObject({
      policyUri: "https://shop.example/privacy",
      tosUri: undefined,
    });
  });

  it.each([
    ["https://shop.example:8443/cb", "shop.example:8443", false],
    ["com.example.app:/cb", "com.example.app:", true],
    ["http://127.0.0.1:9/cb", "127.0.0.1:9", false],
    ["http://127.0.0.1.evil.example/cb", "127.0.0.1.evil.example", false],
    ["https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com", false],
  ])("the answer to %s goes to %s", (redirect_uri, redirectTarget, isNative) => {
    expect(toClientView(client(), requestUrl({ redirect_uri }))).toMatchObject({
      redirectTarget,
      isNative,
    });
  });

  it("a public client's loopback port is a program on this device", () => {
    const view = toClientView(
      client({ token_endpoint_auth_method: "none" }),
      requestUrl({ redirect_uri: "http://127.0.0.1:9/cb" }),
    );
    expect(view).toMatchObject({ redirectTarget: "127.0.0.1:9", isNative: true });
  });

  it("names every registered target when the request does not say which", () => {
    const redirect_uris = ["https://a.example/cb", "https://b.example/cb", "https://a.example/other"];
    expect(toClientView(client({ redirect_uris }), undefined).redirectTarget).toBe("a.example, b.example");
  });
});
