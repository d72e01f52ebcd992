import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as fixtures from "@/tests/unit/oauth2";
import {
  ALICE,
  BOB,
  client,
  HYDRA,
  loginRequest,
  method,
  NOW,
  PASSWORD_AT_NINE,
  requestObject,
  session,
  twoFactorSession,
} from "@/tests/unit/oauth2";
import { decideLogin, type LoginInput } from "./decide-login";
import { toPendingRequest } from "./pending-request";

function decide(changes: Partial<LoginInput> = {}) {
  return decideLogin({
    request: loginRequest(),
    session: session(),
    pendingRequest: null,
    config: fixtures.config(),
    hydraPublicUrl: HYDRA,
    now: NOW,
    ...changes,
  });
}

const bobsSession = () => session({ identity: fixtures.identity({ id: BOB }) });
const asked = (parameters: Record<string, string>) => loginRequest(parameters);
const skipped = (parameters: Record<string, string> = {}, subject = ALICE) =>
  loginRequest(parameters, { skip: true, subject });
const rejection = (error: string) => ({ kind: "reject", body: { error } });

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
    expect(decide({ config, session: tenant })).toMatchObject({ body: { context: { tenant: "acme" } } });
  });
});

describe("O12: prompt=login", () => {
  const request = asked({ prompt: "login" });

  it("asks again at first sight, whatever session there is", () => {
    expect(decide({ request })).toMatchObject({ kind: "authenticate", refresh: true, why: "prompt-login" });
  });

  it("asks again while nothing newer than first sight was completed", () => {
    const pendingRequest = toPendingRequest(request, session(), NOW);
    expect(decide({ request, pendingRequest })).toMatchObject({ kind: "authenticate", refresh: true });
  });

  it("is satisfied by a first factor that is newer than first sight", () => {
    const pendingRequest = toPendingRequest(request, session(), NOW);
    const refreshed = session({
      authentication_methods: [PASSWORD_AT_NINE, method("password", "2026-03-01T12:00:05Z")],
    });
    expect(decide({ request, pendingRequest, session: refreshed })).toMatchObject({ kind: "accept" });
  });

  it("is satisfied by a sign-in that began with nobody signed in", () => {
    expect(decide({ request, pendingRequest: toPendingRequest(request, null, NOW) })).toMatchObject({
      kind: "accept",
    });
  });

  it("is not satisfied by a second factor alone", () => {
    const pendingRequest = toPendingRequest(request, session(), NOW);
    const stepped = session({
      authentication_methods: [PASSWORD_AT_NINE, method("totp", "2026-03-01T12:00:05Z", "aal2")],
    });
    expect(decide({ request, pendingRequest, session: stepped })).toMatchObject({ kind: "authenticate" });
  });

  it("compares Kratos' times only: a clock of ours that is wrong changes nothing", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0) }), (now) => {
        const pendingRequest = toPendingRequest(request, session(), now);
        expect(decide({ request, pendingRequest, now }).kind).toBe("authenticate");
      }),
    );
  });
});

it("O12: a first factor that was hidden at first sight is not fresh", () => {
  const request = asked({ prompt: "login" });
  const pendingRequest = { ...toPendingRequest(request, null, NOW), isFirstFactorUnseen: true };
  expect(decide({ request, pendingRequest })).toMatchObject({ kind: "authenticate", refresh: true });
});

describe("O21: a prompt that was hidden from us", () => {
  const refreshed = session({
    authentication_methods: [PASSWORD_AT_NINE, method("password", "2026-03-01T12:00:05Z")],
  });

  it.each<[string, Record<string, string>]>([
    ["a request object", { scope: "openid", request: requestObject({ prompt: "login" }) }],
    ["a request object's max_age", { scope: "openid", request: requestObject({ max_age: 60 }) }],
    ["a request object's max_age as text", { scope: "openid", request: requestObject({ max_age: "60" }) }],
    ["a request_uri", { request_uri: "https://shop.example/request.jwt" }],
    ["a request object that cannot be read", { request: "a.b.c.d.e" }],
  ])("by %s asks for credentials, and is satisfied by fresh ones", (_, parameters) => {
    const request = asked(parameters);
    const pendingRequest = toPendingRequest(request, session(), NOW);
    expect(decide({ request })).toMatchObject({ kind: "authenticate", refresh: true });
    expect(decide({ request, pendingRequest })).toMatchObject({ kind: "authenticate", refresh: true });
    expect(decide({ request, pendingRequest, session: refreshed }).kind).toBe("accept");
  });

  it("in a form asks for credentials: Hydra does not skip a person whom it should know", () => {
    const request = asked({});
    const pendingRequest = toPendingRequest(request, session(), NOW);
    const hidden = { request, isKnownToHydra: true };
    expect(decide(hidden)).toMatchObject({ kind: "authenticate", refresh: true, why: "not-remembered" });
    expect(decide({ ...hidden, pendingRequest })).toMatchObject({ kind: "authenticate", refresh: true });
    expect(decide({ ...hidden, pendingRequest, session: refreshed }).kind).toBe("accept");
  });

  it("is none where Hydra skips the person, or need not know them", () => {
    expect(decide({ request: skipped(), isKnownToHydra: true }).kind).toBe("accept");
    expect(decide({ request: asked({}), isKnownToHydra: false }).kind).toBe("accept");
  });

  it("is login_required beside prompt=none, never a page", () => {
    const none = asked({ prompt: "none" });
    expect(decide({ request: none, isKnownToHydra: true })).toMatchObject(rejection("login_required"));
    const unread = skipped({ prompt: "none", request_uri: "https://shop.example/r" });
    expect(decide({ request: unread })).toMatchObject(rejection("login_required"));
  });

  it("nobody whom Hydra should know is accepted anew without fresh credentials", () => {
    const prompts = fc.subarray(["none", "login", "consent", "registration", "x"]);
    const parameters = fc.record({
      prompt: prompts.map((values) => values.join(" ")),
      max_age: fc.constantFrom("", "0", "9999999"),
      request: fc.constantFrom("", requestObject({ prompt: "consent" }), "a.b.c"),
    });
    fc.assert(
      fc.property(parameters, fc.constantFrom(session(), twoFactorSession()), (more, someSession) => {
        const request = asked({ scope: "openid", ...more });
        const pendingRequest = toPendingRequest(request, someSession, NOW);
        const decision = decide({ request, session: someSession, pendingRequest, isKnownToHydra: true });
        expect(decision.kind).not.toBe("accept");
      }),
    );
  });

  it("by an object that asks to choose or create leads in no circle", () => {
    const choose = asked({ scope: "openid", request: requestObject({ prompt: "select_account" }) });
    expect(decide({ request: choose })).toMatchObject({ kind: "authenticate", refresh: true });
    expect(decide({ request: choose, session: null })).toMatchObject({ kind: "authenticate" });
    const create = asked({ scope: "openid", request: requestObject({ prompt: "create" }) });
    expect(decide({ request: create })).toMatchObject(rejection("invalid_request"));
    const fixed = skipped({ scope: "openid", request: requestObject({ prompt: "consent" }) });
    const switching = { request: fixed, session: bobsSession(), confirmed: "switch" as const };
    expect(decide(switching)).toMatchObject(rejection("login_required"));
  });
});

describe("O12: max_age", () => {
  it.each([
    ["10799", "authenticate"],
    ["10800", "accept"],
    ["0", "authenticate"],
    ["garbage", "accept"],
  ])("of %s seconds, three hours after the sign-in, leads to %s", (max_age, kind) => {
    expect(decide({ request: asked({ max_age }) }).kind).toBe(kind);
  });

  it("of 0 is satisfied by fresh credentials and does not ask for ever", () => {
    const request = asked({ max_age: "0" });
    const pendingRequest = toPendingRequest(request, session(), NOW);
    const refreshed = session({
      authentication_methods: [PASSWORD_AT_NINE, method("password", "2026-03-01T12:00:05Z")],
    });
    expect(decide({ request, pendingRequest, session: refreshed }).kind).toBe("accept");
  });
});

describe("prompt=none never shows a page", () => {
  const none = { prompt: "none" };
  it.each<[string, Partial<LoginInput>, string]>([
    ["nobody is signed in", { session: null, request: skipped(none) }, "login_required"],
    ["somebody else is signed in", { session: bobsSession(), request: skipped(none) }, "login_required"],
    ["max_age is exceeded", { request: skipped({ ...none, max_age: "1" }) }, "login_required"],
    ["a second factor is needed", { request: skipped({ ...none, acr_values: "aal2" }) }, "login_required"],
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
