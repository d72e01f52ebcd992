import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asked, bobsSession, decide, rejection, skipped } from "@/tests/unit/login";
import {
  method,
  NOW,
  PASSWORD_AT_NINE,
  requestObject,
  session,
  twoFactorSession,
  wireTime,
} from "@/tests/unit/oauth2";
import { mergePendingRequest, toPendingRequest } from "./pending-request";

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
    const pendingRequest = toPendingRequest(request, null, NOW);
    const fresh = session({ authentication_methods: [method("password", "2026-03-01T12:00:05Z")] });
    expect(decide({ request, pendingRequest, session: fresh }).kind).toBe("accept");
  });

  it("is not satisfied by a second factor alone", () => {
    const pendingRequest = toPendingRequest(request, session(), NOW);
    const stepped = session({
      authentication_methods: [PASSWORD_AT_NINE, method("totp", "2026-03-01T12:00:05Z", "aal2")],
    });
    expect(decide({ request, pendingRequest, session: stepped })).toMatchObject({ kind: "authenticate" });
  });

  describe("with acr_values that a second factor meets", () => {
    const request = asked({ prompt: "login", acr_values: "aal2" });
    const password = method("password", "2026-03-01T12:00:05Z");
    const totp = method("totp", "2026-03-01T12:00:09Z", "aal2");
    const given = (...more: ReturnType<typeof method>[]) => ({
      ...twoFactorSession(),
      authentication_methods: [...(twoFactorSession().authentication_methods ?? []), ...more],
    });

    it("asks for the second factor again after the first", () => {
      const pendingRequest = toPendingRequest(request, twoFactorSession(), NOW);
      expect(decide({ request, pendingRequest, session: given() })).toMatchObject({ kind: "authenticate" });
      expect(decide({ request, pendingRequest, session: given(totp) })).toMatchObject({
        kind: "authenticate",
      });
      const refreshed = given(password);
      expect(decide({ request, pendingRequest, session: refreshed })).toEqual({
        kind: "step-up",
        aal: "aal2",
        refresh: true,
      });
      const removed = { request, pendingRequest, session: refreshed, secondFactor: "none" } as const;
      expect(decide(removed)).toMatchObject(rejection("unmet_authentication_requirements"));
      expect(decide({ request, pendingRequest, session: given(password, totp) })).toMatchObject({
        kind: "accept",
        body: { acr: "aal2" },
      });
    });

    it("takes no second factor of a session that is put back", () => {
      const pendingRequest = toPendingRequest(request, null, NOW);
      const old = { ...twoFactorSession(), id: "old-session" };
      const mixed = { ...old, authentication_methods: [...(old.authentication_methods ?? []), password] };
      expect(decide({ request, pendingRequest, session: mixed })).toMatchObject({
        kind: "step-up",
        refresh: true,
      });
      const blind = mergePendingRequest(
        { ...pendingRequest, isFirstFactorUnseen: true },
        toPendingRequest(request, old, NOW),
      );
      expect(decide({ request, pendingRequest: blind, session: mixed })).toMatchObject({ kind: "step-up" });
    });

    it("takes the one that a session lacked at first sight", () => {
      const blind = { ...toPendingRequest(request, null, NOW), isFirstFactorUnseen: true };
      const merged = mergePendingRequest(blind, toPendingRequest(request, given(totp), NOW));
      expect(decide({ request, pendingRequest: merged, session: given(totp) })).toMatchObject({
        kind: "authenticate",
      });
      expect(decide({ request, pendingRequest: merged, session: given(totp, password) })).toMatchObject({
        kind: "accept",
      });
    });

    it("is login_required beside prompt=none where the second factor is older than max_age", () => {
      const silent = asked({ prompt: "none", max_age: "60", acr_values: "aal2" });
      const [stale, fresh] = ["2026-03-01T11:00:00Z", "2026-03-01T11:59:30Z"];
      const signedIn = (at: string) =>
        session({
          authenticator_assurance_level: "aal2",
          authentication_methods: [method("password", fresh), method("totp", at, "aal2")],
          authenticated_at: wireTime(fresh),
        });
      expect(decide({ request: silent, session: signedIn(stale) })).toMatchObject(
        rejection("login_required"),
      );
      expect(decide({ request: silent, session: signedIn(fresh) })).toMatchObject({ kind: "accept" });
    });

    it("asks for one factor where one is enough", () => {
      const lesser = asked({ prompt: "login", acr_values: "aal1" });
      const pendingRequest = toPendingRequest(lesser, twoFactorSession(), NOW);
      expect(decide({ request: lesser, pendingRequest, session: given(password) }).kind).toBe("accept");
    });
  });

  it("is satisfied by one sign-in at a provider that vouches for both factors", () => {
    const signedIn = (provider: "oidc" | "saml", at: string) =>
      session({
        authenticator_assurance_level: "aal2",
        authentication_methods: [method(provider, at, "aal2")],
      });
    for (const provider of ["oidc", "saml"] as const)
      for (const more of [{}, { acr_values: "aal2" }] as Record<string, string>[]) {
        const request = asked({ prompt: "login", ...more });
        const before = signedIn(provider, "2026-03-01T09:00:00Z");
        const pendingRequest = toPendingRequest(request, before, NOW);
        expect(decide({ request, pendingRequest, session: before })).toMatchObject({ kind: "authenticate" });
        const after = signedIn(provider, "2026-03-01T12:00:05Z");
        expect(decide({ request, pendingRequest, session: after })).toMatchObject({ kind: "accept" });
      }
  });

  it("asks somebody whom the app does not guess which account it is to be", () => {
    for (const parameters of [{ prompt: "login" }, { max_age: "0" }] as Record<string, string>[]) {
      const request = asked({ ...parameters, login_hint: "bob@example.org" });
      expect(decide({ request })).toMatchObject({ kind: "switch-account", cause: "guess" });
      expect(decide({ request, confirmed: "switch" })).toMatchObject({ kind: "authenticate", refresh: true });
      const pendingRequest = toPendingRequest(request, session(), NOW);
      const refreshed = session({ authentication_methods: [method("password", "2026-03-01T12:00:05Z")] });
      expect(decide({ request, pendingRequest, session: refreshed }).kind).not.toBe("switch-account");
      expect(decide({ request, confirmed: "switch" })).not.toHaveProperty("loginHint");
    }
    expect(decide({ request: asked({ login_hint: "bob@example.org" }) }).kind).toBe("accept");
    const silent = asked({ prompt: "none", max_age: "0", login_hint: "bob@example.org" });
    expect(decide({ request: silent })).toMatchObject(rejection("login_required"));
  });

  it("takes each spelling of one's own addresses for one's own, and what is no address", () => {
    const ada = "ada@xn--mnchen-3ya.example";
    const { identity } = session();
    const someSession = session({
      identity: { ...identity, traits: { email: ada, phone: "+4915123456789" } },
    });
    for (const loginHint of [
      ada,
      " Ada@XN--mnchen-3ya.example ",
      "ada@münchen.example",
      "+49 (151) 2345-6789",
    ]) {
      const request = asked({ prompt: "login", login_hint: loginHint });
      expect(decide({ request, session: someSession })).toMatchObject({ kind: "authenticate", loginHint });
    }
    for (const loginHint of [identity.id, "E 4711", "a***"]) {
      const request = asked({ prompt: "login", login_hint: loginHint });
      const decision = decide({ request, session: someSession });
      expect(decision.kind).toBe("authenticate");
      expect(decision).not.toHaveProperty("loginHint");
    }
    const another = asked({ prompt: "login", login_hint: "+49 151 2345" });
    expect(decide({ request: another, session: someSession }).kind).toBe("switch-account");
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

  it.each([-30, 30])("is counted by Kratos' clock where that is %d minutes before ours", (minutes) => {
    const clockLead = minutes * 60_000;
    const signedInAgo = (seconds: number) =>
      session({
        authenticated_at: wireTime(new Date(NOW.getTime() + clockLead - seconds * 1000).toISOString()),
      });
    const request = asked({ max_age: "60" });
    expect(decide({ request, clockLead, session: signedInAgo(61) }).kind).toBe("authenticate");
    expect(decide({ request, clockLead, session: signedInAgo(59) }).kind).toBe("accept");
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
