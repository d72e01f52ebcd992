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
