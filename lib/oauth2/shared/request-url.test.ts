import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HYDRA, requestObject, requestUrl } from "@/tests/unit/oauth2";
import { parseRequestUrl, toRepeatableUrl, toRequestUrl, withPrompt } from "./request-url";

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
      redirectUri: "https://shop.example/callback",
    });
  });

  it("V1: takes the first of a repeated parameter", () => {
    const parsed = parseRequestUrl(`${HYDRA}oauth2/auth?prompt=login&prompt=none&max_age=5&max_age=9`);
    expect([...parsed.prompt]).toEqual(["login"]);
    expect(parsed.maxAge).toBe(5);
  });

  it.each([
    ["+0", 0],
    ["-0", 0],
    ["000000000000", 0],
    ["00000000000060", 60],
  ])("O12: reads max_age %j as %d seconds, as Hydra does", (max_age, seconds) => {
    expect(Math.abs(parseRequestUrl(requestUrl({ max_age })).maxAge ?? Number.NaN)).toBe(seconds);
  });

  it.each(["-1", "1.5", "1e3", "", " 1", "0x10", "+", "+-0"])("ignores max_age %j", (max_age) => {
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

/** What is asked for by an OpenID Connect request with this object, and these parameters beside it. */
const withObject = (claims: unknown, parameters: Record<string, string> = {}) =>
  parseRequestUrl(requestUrl({ scope: "openid", request: requestObject(claims), ...parameters }));

describe("O21: what a request object asks for", () => {
  it("is read, and wins over the URL", () => {
    const url = { prompt: "consent", login_hint: "url@b.c", ui_locales: "fr", acr_values: "aal1" };
    const parsed = withObject(
      {
        prompt: "select_account",
        login_hint: "a@b.c",
        ui_locales: "de en",
        acr_values: "aal2",
        redirect_uri: "com.example.app:/callback",
      },
      url,
    );
    expect([...parsed.prompt]).toEqual(["select_account"]);
    expect(parsed).toMatchObject({
      loginHint: "a@b.c",
      uiLocales: ["de", "en"],
      acrValues: ["aal2"],
      redirectUri: "com.example.app:/callback",
      isPartlyUnseen: false,
    });
  });

  it.each([
    [{ max_age: 60 }, 60],
    [{ max_age: "60" }, 60],
    [{ max_age: 0 }, 0],
    [{ max_age: 1.5 }, undefined],
    [{ max_age: -1 }, undefined],
    [{ max_age: [60] }, undefined],
    [{}, undefined],
  ])("%j means a max_age of %s seconds", (claims, seconds) => {
    expect(withObject(claims).maxAge).toBe(seconds);
  });

  it("holds to the stricter of URL and object: a scope by POST decides which Hydra reads", () => {
    expect(withObject({ max_age: 9 }, { max_age: "5" }).maxAge).toBe(5);
    expect(withObject({ max_age: 5 }, { max_age: "9" }).maxAge).toBe(5);
    expect(withObject({ prompt: "" }, { prompt: "login" }).asksForCredentials).toBe(true);
    expect(withObject({ prompt: "login" }, { scope: "profile" }).asksForCredentials).toBe(true);
    expect(withObject({ max_age: 5 }, { scope: "profile" }).maxAge).toBe(5);
  });

  it("changes nothing else without the scope openid, since Hydra then does not read it", () => {
    const parsed = withObject({ prompt: "none", redirect_uri: "app:/cb" }, { scope: "profile" });
    expect([...parsed.prompt]).toEqual([]);
    expect(parsed.redirectUri).toBe("https://shop.example/callback");
  });

  it("is unknown where it cannot be read, which counts as prompt=login", () => {
    const unread: Record<string, string>[] = [
      { request_uri: "https://shop.example/request.jwt" },
      { request_uri: "urn:ietf:params:oauth:request_uri:1" },
      { request: "a.b.c.d.e" },
      { request: '{"payload":"e30","signature":""}' },
      { request: `${requestObject({})}.` },
      { request: requestObject([]) },
      { request: "nothing" },
    ];
    for (const parameters of unread) {
      const parsed = parseRequestUrl(requestUrl({ scope: "openid", ...parameters }));
      expect(parsed, JSON.stringify(parameters)).toMatchObject({
        asksForCredentials: true,
        isPartlyUnseen: true,
      });
    }
    expect(parseRequestUrl(requestUrl({ request: "", request_uri: "" })).asksForCredentials).toBe(false);
  });

  it("is read whatever white space a verifier overlooks", () => {
    const request = requestObject({ prompt: "login" }).replace(/\./g, " .\n");
    expect(parseRequestUrl(requestUrl({ scope: "openid", request }))).toMatchObject({
      asksForCredentials: true,
      isPartlyUnseen: false,
    });
  });

  it("never lets go of what the URL demands, whatever it holds", () => {
    const claims = fc.dictionary(
      fc.constantFrom("prompt", "max_age", "scope", "client_id", "x"),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.oneof(claims.map(requestObject), fc.string()), (request) => {
        const parsed = parseRequestUrl(
          requestUrl({ scope: "openid", prompt: "login", max_age: "5", request }),
        );
        expect(parsed.asksForCredentials).toBe(true);
        expect(parsed.maxAge).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe("leading back to request_url", () => {
  it("leaves a request alone whose object has a prompt of its own: another would not be heard", () => {
    const request = requestObject({ prompt: "select_account" });
    const url = requestUrl({ scope: "openid", request });
    expect(toRequestUrl(url, { prompt: ["login"] }, HYDRA)).toBeUndefined();
    expect(toRequestUrl(url, { prompt: [] }, HYDRA)).toBeUndefined();
    expect(toRequestUrl(url, { prompt: ["select_account"] }, HYDRA)).toBe(url);
    const unheard = requestUrl({ scope: "profile", request });
    expect(toRequestUrl(unheard, { prompt: ["login"] }, HYDRA)).toContain("prompt=login");
  });

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

describe("O9: a request that expired is made anew at Hydra's authorization endpoint alone", () => {
  it("with the app's own state, nonce and challenge", () => {
    const asked = requestUrl({ state: "s", nonce: "n", code_challenge: "c", prompt: "login" });
    expect(toRepeatableUrl(asked, HYDRA)).toBe(asked);
  });

  it.each([
    `https://evil.example/oauth2/auth?client_id=shop`,
    `${HYDRA}oauth2/sessions/logout?client_id=shop`,
    `${HYDRA}oauth2/auth`,
    "javascript:alert(1)",
    "",
  ])("%j is not followed", (url) => expect(toRepeatableUrl(url, HYDRA)).toBeUndefined());
});
