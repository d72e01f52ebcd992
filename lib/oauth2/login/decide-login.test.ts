import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asked, bobsSession, decide, rejection, skipped } from "@/tests/unit/login";
import * as fixtures from "@/tests/unit/oauth2";
import { ALICE, BOB, client, loginRequest, session, twoFactorSession } from "@/tests/unit/oauth2";
import type { LoginInput } from "./decide-login";

describe("a login challenge", () => {
  it("is accepted for a fitting Kratos session although Hydra does not say skip", () => {
    expect(decide()).toEqual({
      kind: "accept",
      body: {
        subject: ALICE,
        remember: true,
        remember_for: 0,
        extend_session_lifespan: true,
        identity_provider_session_id: "kratos-session-1",
        acr: "aal1",
        amr: ["pwd"],
        context: { kratos_session_id: "kratos-session-1" },
      },
    });
  });

  it("F11: asks for the second factor when Kratos withholds the session for lack of one", () => {
    expect(decide({ session: null, lacksSecondFactor: true })).toMatchObject({
      kind: "step-up",
      aal: "aal2",
    });
  });

  it("O13: a second factor that Kratos demands and does not offer cannot be met", () => {
    expect(decide({ session: null, lacksSecondFactor: true, secondFactor: "none" })).toMatchObject(
      rejection("unmet_authentication_requirements"),
    );
  });

  it("F11: does not show a page for prompt=none when the second factor is missing", () => {
    const request = asked({ prompt: "none" });
    expect(decide({ session: null, lacksSecondFactor: true, request })).toMatchObject(
      rejection("login_required"),
    );
  });

  it("asks to sign in without a session", () => {
    expect(decide({ session: null, request: asked({ login_hint: "a@b.c" }) })).toEqual({
      kind: "authenticate",
      refresh: false,
      why: "sign-in",
      loginHint: "a@b.c",
    });
  });

  it("remembers for as long as the operator says, and always remembers", () => {
    expect(decide({ config: fixtures.config({ rememberLoginSeconds: 60 }) })).toMatchObject({
      body: { remember: true, remember_for: 60 },
    });
  });

  it("hands mapped values on as context", () => {
    const config = fixtures.config({
      context: { tenant: "/metadata_public/tenant", none: "/metadata_public/none" },
    });
    const tenant = session({ identity: fixtures.identity({ metadata_public: { tenant: "acme" } }) });
    expect(decide({ config, session: tenant })).toMatchObject({
      body: { context: { tenant: "acme", kratos_session_id: "kratos-session-1" } },
    });
  });
});

describe("prompt=none never shows a page", () => {
  const none = { prompt: "none" };
  it.each<[string, Partial<LoginInput>, string]>([
    ["nobody is signed in", { session: null, request: skipped(none) }, "login_required"],
    ["somebody else is signed in", { session: bobsSession(), request: skipped(none) }, "login_required"],
    ["max_age is exceeded", { request: skipped({ ...none, max_age: "1" }) }, "login_required"],
    ["a second factor is needed", { request: skipped({ ...none, acr_values: "aal2" }) }, "login_required"],
    ["an account is to be chosen", { request: skipped({ prompt: "none select_account" }) }, "login_required"],
    [
      "the acr is unknown",
      { request: skipped({ ...none, acr_values: "gold" }) },
      "unmet_authentication_requirements",
    ],
  ])("when %s", (_, input, error) => {
    expect(decide(input)).toMatchObject(rejection(error));
  });

  it("and is accepted for the remembered person", () => {
    expect(decide({ request: skipped(none) }).kind).toBe("accept");
  });

  it("whatever else is asked for", () => {
    const parameters = fc.record({
      max_age: fc.constantFrom("", "0", "9999999"),
      acr_values: fc.constantFrom("", "aal2", "2 1", "x"),
    });
    const sessions = fc.constantFrom(null, session(), bobsSession(), twoFactorSession());
    fc.assert(
      fc.property(parameters, sessions, (more, someSession) => {
        const decision = decide({ request: skipped({ ...none, ...more }), session: someSession });
        expect(["accept", "reject"]).toContain(decision.kind);
      }),
    );
  });
});

describe("a remembered subject", () => {
  it("is accepted when it is the signed-in person", () => {
    expect(decide({ request: skipped() }).kind).toBe("accept");
  });

  it("is asked to sign in when Kratos knows nobody", () => {
    expect(decide({ request: skipped(), session: null })).toMatchObject({
      kind: "authenticate",
      refresh: false,
    });
  });

  it("is never silently mixed with another person", () => {
    expect(decide({ request: skipped(), session: bobsSession() })).toMatchObject({
      kind: "switch-account",
      cause: "remembered",
    });
  });

  it("gives way when the person says so; the subject sent is the signed-in one", () => {
    expect(decide({ request: skipped(), session: bobsSession(), confirmed: "switch" })).toMatchObject({
      kind: "accept",
      body: { subject: BOB },
    });
  });
});

describe("id_token_hint", () => {
  const hinted = (sub: string, subject_type = "public", parameters = {}) =>
    loginRequest(parameters, {
      client: client({ subject_type }),
      oidc_context: { id_token_hint_claims: { sub } },
    });

  it("for the signed-in person is accepted", () => {
    expect(decide({ request: hinted(ALICE) }).kind).toBe("accept");
  });

  it("for somebody else asks, and cannot be confirmed away", () => {
    expect(decide({ request: hinted(BOB), confirmed: "switch" })).toMatchObject({
      kind: "switch-account",
      cause: "hint",
    });
  });

  it("for somebody else with prompt=none is login_required", () => {
    expect(decide({ request: hinted(BOB, "public", { prompt: "none" }) })).toMatchObject(
      rejection("login_required"),
    );
  });

  it("of a pairwise client is Hydra's to compare", () => {
    expect(decide({ request: hinted("obfuscated", "pairwise") }).kind).toBe("accept");
  });
});

describe("prompts that Hydra does not know", () => {
  const prompt = (href: string) => new URL(href).searchParams.get("prompt");

  it("create leads to registration", () => {
    const decision = decide({ request: asked({ prompt: "create consent" }), session: null });
    expect(decision).toMatchObject({ kind: "register" });
    expect("href" in decision && prompt(decision.href)).toBe("registration consent");
  });

  it("create makes Hydra forget whom it remembers", () => {
    const decision = decide({ request: skipped({ prompt: "create" }) });
    expect("href" in decision && prompt(decision.href)).toBe("registration login");
  });

  it("select_account offers the account and another one", () => {
    const decision = decide({ request: asked({ prompt: "select_account consent" }) });
    expect(decision).toMatchObject({
      kind: "choose-account",
      person: { label: "Alice Liddell", email: "alice@example.org" },
    });
    if (decision.kind !== "choose-account") return;
    expect(prompt(decision.continueHref)).toBe("consent");
    expect(prompt(decision.otherHref)).toBe("login consent");
  });

  it("select_account without anybody to choose goes straight to sign-in", () => {
    const decision = decide({ request: asked({ prompt: "select_account" }), session: null });
    expect(decision.kind).toBe("restart");
    expect("href" in decision && prompt(decision.href)).toBe("login");
  });

  it("O9: never lead to another origin", () => {
    const request = { ...asked({}), request_url: "https://evil.example/?client_id=a&prompt=create" };
    expect(decide({ request })).toMatchObject(rejection("invalid_request"));
  });
});

describe("whatever arrives", () => {
  it("the subject sent is the signed-in person, and remember is true", () => {
    const prompts = fc.subarray([
      "none",
      "login",
      "consent",
      "select_account",
      "create",
      "registration",
      "x",
    ]);
    const sessions = fc.constantFrom(null, session(), bobsSession(), twoFactorSession());
    const subjects = fc.constantFrom("", ALICE, BOB);
    fc.assert(
      fc.property(prompts, sessions, subjects, fc.boolean(), (prompt, someSession, subject, confirmed) => {
        const decision = decide({
          request: loginRequest({ prompt: prompt.join(" ") }, { subject, skip: subject !== "" }),
          session: someSession,
          confirmed: confirmed ? "switch" : undefined,
        });
        if (decision.kind !== "accept") return;
        expect(decision.body).toMatchObject({ subject: someSession?.identity.id, remember: true });
        if (!confirmed) expect(["", someSession?.identity.id]).toContain(subject);
      }),
    );
  });
});
