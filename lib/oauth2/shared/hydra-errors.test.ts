import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getEnglish } from "@/lib/i18n/languages";
import { toOAuth2ErrorProblem } from "./hydra-errors";

describe("Hydra's error redirect", () => {
  const read = (query: Record<string, string>) => toOAuth2ErrorProblem(new URLSearchParams(query));

  it("gets our own words by its code", () => {
    expect(read({ error: "invalid_scope" })).toMatchObject({
      code: "invalid_scope",
      titleKey: "oauth2-error.invalid-scope.title",
    });
    expect(read({ error: "request_forbidden" })).toMatchObject({
      status: 403,
      titleKey: "oauth2-error.cookies.title",
    });
  });

  it("is a fault of ours where Hydra has no name for it, which it meets at sign-outs alone", () => {
    expect(read({ error: "error", error_description: "The error is unrecognizable" })).toMatchObject({
      titleKey: "oauth2-error.server-error.title",
      isSignOut: true,
    });
  });

  it("is none without an error", () => {
    expect(read({ id: "stub:500" })).toBeNull();
  });

  it("F8: says nothing that the query says, whatever that is", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 4 }), (error, text) => {
        const problem = read({
          error: `x${error}`,
          error_description: text,
          error_hint: "<script>",
          error_debug: "call +1",
        });
        expect(problem).toEqual({
          status: 400,
          titleKey: "oauth2-error.generic.title",
          leadKey: "oauth2-error.generic.lead",
        });
      }),
    );
  });

  it.each(["__proto__", "constructor", "toString"])("F8: %s is an unknown code", (error) => {
    expect(read({ error })?.titleKey).toBe("oauth2-error.generic.title");
  });
});

/** What Hydra v2.3 and fosite v0.49 write into `error_description`. */
const DESCRIPTIONS: [description: string, words: string, isSignOut: boolean][] = [
  [
    "The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's pre-registered redirect urls.",
    "redirect-unregistered",
    false,
  ],
  [
    "The redirect URI 'https://app.example/#a' contains an illegal character (for example #) or is otherwise invalid.",
    "redirect-unregistered",
    false,
  ],
  ["The 'redirect_uri' parameter is required when using OpenID Connect 1.0.", "redirect-missing", false],
  [
    "Logout failed because query parameter post_logout_redirect_uri is not a whitelisted as a post_logout_redirect_uri for the client.",
    "logout-redirect",
    true,
  ],
  [
    "Logout failed because query parameter post_logout_redirect_uri is set but id_token_hint is missing.",
    "logout-hint-missing",
    true,
  ],
  [
    "Logout failed because query parameter state is set but id_token_hint is missing.",
    "logout-hint-missing",
    true,
  ],
  [
    "Logout failed because none of the listed audiences is a registered OAuth 2.0 Client.",
    "logout-hint-invalid",
    true,
  ],
  ["go-jose/go-jose: compact JWS format must have three parts", "hint-invalid", true],
  ["crypto/rsa: verification error", "hint-invalid", true],
  ["server_error", "server-error", true],
];

describe("a refused request", () => {
  const usual = "The request is missing a required parameter, includes an invalid parameter value. ";

  it.each(DESCRIPTIONS)("%s → %s", (description, words, isSignOut) => {
    const query = new URLSearchParams({ error: "invalid_request", error_description: usual + description });
    const problem = toOAuth2ErrorProblem(query);
    expect(problem).toMatchObject({
      status: 400,
      code: "invalid_request",
      titleKey: `oauth2-error.${words}.title`,
    });
    expect(problem?.isSignOut ?? false).toBe(isSignOut);
    for (const key of problem ? [problem.titleKey, problem.leadKey] : [])
      expect(getEnglish()(key)).not.toContain("oauth2-error");
  });

  it("F8: is told by fixed words alone, whatever stands around what is recognised", () => {
    fc.assert(
      fc.property(fc.constantFrom(...DESCRIPTIONS), fc.string({ minLength: 5 }), ([said], text) => {
        const plain = toOAuth2ErrorProblem(
          new URLSearchParams({ error: "invalid_request", error_description: said }),
        );
        const more = toOAuth2ErrorProblem(
          new URLSearchParams({
            error: "invalid_request",
            error_description: said,
            error_hint: `\u0001${text}`,
          }),
        );
        expect(more?.titleKey).toBe(plain?.titleKey);
        expect(more?.reason).toBe(plain?.reason);
      }),
    );
  });
});

describe("every such document", () => {
  const codes = [
    "invalid_request",
    "invalid_client",
    "invalid_scope",
    "access_denied",
    "login_required",
    "request_unauthorized",
  ];
  const more = ["request_forbidden", "server_error", "something_else"];
  const documents = [...codes, ...more].map((error) => toOAuth2ErrorProblem(new URLSearchParams({ error })));

  it.each(documents)("$titleKey has words in English", (problem) => {
    const english = getEnglish();
    for (const key of problem ? [problem.titleKey, problem.leadKey] : [undefined])
      expect(key && english(key)).toMatch(/^(?!oauth2-error)./);
  });
});
