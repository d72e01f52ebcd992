import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HYDRA, requestUrl } from "@/tests/unit/oauth2";
import { parseRequestUrl, toRequestUrl, withPrompt } from "./request-url";

describe("what the client asked for", () => {
  it("is read from Hydra's request_url", () => {
    const parsed = parseRequestUrl(
      requestUrl({
        prompt: "login consent",
        max_age: "60",
        acr_values: "aal2 aal1",
        login_hint: "a@b.c",
        ui_locales: "de en",
      }),
    );
    expect([...parsed.prompt]).toEqual(["login", "consent"]);
    expect(parsed).toMatchObject({
      maxAge: 60,
      acrValues: ["aal2", "aal1"],
      loginHint: "a@b.c",
      uiLocales: ["de", "en"],
      hasIdTokenHint: false,
      redirectUri: "https://shop.example/callback",
    });
  });

  it("V1: takes the first of a repeated parameter", () => {
    const parsed = parseRequestUrl(`${HYDRA}oauth2/auth?prompt=login&prompt=none&max_age=5&max_age=9`);
    expect([...parsed.prompt]).toEqual(["login"]);
    expect(parsed.maxAge).toBe(5);
  });

  it.each(["-1", "1.5", "1e3", "", " 1", "0x10", "99999999999"])("ignores max_age %j", (max_age) => {
    expect(parseRequestUrl(requestUrl({ max_age })).maxAge).toBeUndefined();
  });

  it.each(["a\r\nb", "a\0b", "x".repeat(400)])("V3: drops the unsafe login_hint %j", (login_hint) => {
    expect(parseRequestUrl(requestUrl({ login_hint })).loginHint).toBeUndefined();
  });

  it("never throws, whatever request_url holds", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (url) => {
        expect(parseRequestUrl(url).prompt).toBeInstanceOf(Set);
      }),
    );
  });
});

describe("leading back to request_url", () => {
  it("changes the prompt and nothing else", () => {
    const url = toRequestUrl(
      requestUrl({ state: "s+1", prompt: "create" }),
      { prompt: ["registration"] },
      HYDRA,
    );
    const query = new URL(url ?? "").searchParams;
    expect(query.getAll("prompt")).toEqual(["registration"]);
    expect(query.get("state")).toBe("s+1");
  });

  it("removes the parameter when no value is left", () => {
    expect(toRequestUrl(requestUrl({ prompt: "select_account" }), { prompt: [] }, HYDRA)).not.toContain(
      "prompt",
    );
  });

  it.each([
    "https://evil.example/oauth2/auth?client_id=shop",
    "http://hydra.example/oauth2/auth?client_id=shop",
    "https://hydra.example.evil.example/oauth2/auth?client_id=shop",
    "https://hydra.example@evil.example/?client_id=shop",
    "https://user@hydra.example/oauth2/auth?client_id=shop",
    "javascript:alert(1)//?client_id=shop",
    "//hydra.example/oauth2/auth?client_id=shop",
    "",
  ])("O9: refuses %j, which is not Hydra", (url) => {
    expect(toRequestUrl(url, { prompt: ["login"] }, HYDRA)).toBeUndefined();
  });

  it("refuses a request whose parameters came by POST, for there is nothing to ask again", () => {
    expect(toRequestUrl(`${HYDRA}oauth2/auth`, { prompt: ["login"] }, HYDRA)).toBeUndefined();
  });

  it("puts added prompts first, each once", () => {
    expect(
      withPrompt(new Set(["consent", "select_account", "login"]), {
        remove: ["select_account"],
        add: ["login"],
      }),
    ).toEqual(["login", "consent"]);
  });
});
