import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asked, decide, rejection, skipped } from "@/tests/unit/login";
import * as fixtures from "@/tests/unit/oauth2";
import { method, session, twoFactorSession } from "@/tests/unit/oauth2";

describe("O13: acr_values", () => {
  it.each<[string, string, string]>([
    ["aal1", "one-factor", "aal1"],
    ["1 2", "one-factor", "1"],
    ["aal2", "two-factor", "aal2"],
    ["2 1", "two-factor", "2"],
    ["unknown aal1", "one-factor", "aal1"],
  ])("%s with a %s session gives acr %s", (acr_values, kind, acr) => {
    const someSession = kind === "two-factor" ? twoFactorSession() : session();
    expect(decide({ request: asked({ acr_values }), session: someSession })).toMatchObject({
      kind: "accept",
      body: { acr },
    });
  });

  it("aal2 with one factor asks for the second", () => {
    expect(decide({ request: asked({ acr_values: "aal2" }) })).toMatchObject({
      kind: "step-up",
      aal: "aal2",
    });
  });

  it("aal2 without a second factor offers to set one up, or refuses", () => {
    const request = asked({ acr_values: "aal2" });
    expect(decide({ request, secondFactor: "none" })).toMatchObject({ kind: "enrol" });
    const strict = fixtures.config({ missingSecondFactor: "reject" });
    expect(decide({ request, secondFactor: "none", config: strict })).toMatchObject(
      rejection("unmet_authentication_requirements"),
    );
  });

  it("falls back to a lesser value that the client accepts", () => {
    const request = asked({ acr_values: "aal2 aal1" });
    expect(decide({ request })).toMatchObject({ kind: "step-up" });
    expect(decide({ request, secondFactor: "none" })).toMatchObject({
      kind: "accept",
      body: { acr: "aal1" },
    });
    expect(decide({ request: skipped({ acr_values: "aal2 aal1", prompt: "none" }) })).toMatchObject({
      body: { acr: "aal1" },
    });
  });

  it("unknown values are refused, or ignored when so configured", () => {
    const request = asked({ acr_values: "gold" });
    expect(decide({ request })).toMatchObject(rejection("unmet_authentication_requirements"));
    expect(decide({ request, config: fixtures.config({ unknownAcr: "ignore" }) })).toMatchObject({
      body: { acr: "aal1" },
    });
  });

  it("unknown values are refused before anybody is asked for anything", () => {
    for (const prompt of ["", "login", "select_account", "create"]) {
      const request = asked({ prompt, acr_values: "gold", max_age: "0" });
      for (const someSession of [null, session()])
        expect(decide({ request, session: someSession })).toMatchObject(
          rejection("unmet_authentication_requirements"),
        );
    }
  });

  it("an accepted acr is one of the values asked for, and proved by the session", () => {
    const values = fc.uniqueArray(fc.constantFrom("1", "2", "aal1", "aal2", "x", "__proto__", "toString"), {
      minLength: 1,
    });
    fc.assert(
      fc.property(values, fc.constantFrom(session(), twoFactorSession()), (acrValues, someSession) => {
        const decision = decide({
          request: asked({ acr_values: acrValues.join(" ") }),
          session: someSession,
        });
        if (decision.kind !== "accept") return;
        expect(acrValues).toContain(decision.body.acr);
        if (someSession.authenticator_assurance_level === "aal1") expect(decision.body.acr).toMatch(/1$/);
      }),
    );
  });
});

describe("amr (RFC 8176)", () => {
  it.each<[string, ReturnType<typeof session>, string[] | undefined]>([
    ["a password", session(), ["pwd"]],
    ["password and authenticator app", twoFactorSession(), ["pwd", "otp", "mfa"]],
    [
      "a passkey",
      session({ authentication_methods: [method("passkey", "2026-03-01T09:00:00Z")] }),
      ["pop", "user"],
    ],
    [
      "a provider that says nothing",
      session({ authentication_methods: [method("oidc", "2026-03-01T09:00:00Z")] }),
      undefined,
    ],
    [
      "a provider that reports its methods",
      session({
        authentication_methods: [{ ...method("oidc", "2026-03-01T09:00:00Z"), upstream_amr: ["pwd", "sms"] }],
      }),
      ["pwd", "sms"],
    ],
  ])("of %s", (_, someSession, amr) => {
    const decision = decide({ session: someSession });
    expect(decision.kind === "accept" && decision.body.amr).toEqual(amr);
  });
});
