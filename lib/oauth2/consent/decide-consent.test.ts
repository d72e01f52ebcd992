import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BOB,
  client,
  config,
  consentRequest,
  HYDRA,
  identity,
  requestObject,
  requestUrl,
  session,
  t,
} from "@/tests/unit/oauth2";
import { decideConsent, findUnasked, isAllowedBy, toConsentOwner, toGrant } from "./decide-consent";

const decide = (changes = {}, more: Partial<Parameters<typeof decideConsent>[0]> = {}) =>
  decideConsent({ request: consentRequest(changes), session: session(), config: config(), t, ...more });

describe("a consent challenge", () => {
  it("O4: is asked about, nothing is accepted on GET", () => {
    const decision = decide();
    expect(decision).toMatchObject({
      kind: "ask",
      view: {
        challenge: "consent-1",
        client: { name: "Shop", redirectTarget: "shop.example", isNative: false },
        account: { label: "Alice Liddell", email: "alice@example.org" },
        audience: ["api.example/v1"],
        rememberSeconds: 3600,
        canRemember: true,
      },
    });
    expect(
      decision.kind === "ask" &&
        decision.view.scopes.map(({ name, title, required }) => [name, title, required]),
    ).toEqual([
      ["openid", "<scope.openid.title>", true],
      ["profile", "<scope.profile.title>", false],
      ["email", "<scope.email.title>", false],
      ["offline_access", "<scope.offline_access.title>", false],
    ]);
  });

  it.each([
    ["https://api.example/v1/?x=1", /^api\.example\/v1$/],
    ["https://api.example:8443/", /^api\.example:8443$/],
    [`https://accounts.bank.example.${"a".repeat(60)}.evil.example/v1`, /^…(?!.*bank).*\.evil\.example\/v1$/],
    ["orders", /^orders$/],
  ])("names an audience %s by whose it is", (name, label) => {
    const decision = decide({ requested_access_token_audience: [name] });
    expect(decision.kind === "ask" && decision.view.audience[0]).toMatch(label);
  });

  it("is granted where Hydra says skip; the claims are sent again", () => {
    expect(decide({ skip: true })).toMatchObject({
      kind: "grant",
      body: { remember: false, session: { id_token: { email: "alice@example.org", email_verified: true } } },
    });
  });

  it.each([
    ["skip_consent", { client: client({ skip_consent: true }) }, config()],
    ["TRUSTED_CLIENT_IDS", {}, config({ trustedClientIds: ["shop"] })],
  ])(
    "of a first-party client (%s) is granted and remembered for a finite time",
    (_, changes, configuration) => {
      expect(decide(changes, { config: configuration })).toMatchObject({
        kind: "grant",
        body: { remember: true, remember_for: 3600 },
      });
    },
  );

  it.each([{ skip: true }, { client: client({ skip_consent: true }) }])(
    "with prompt=consent is asked about again",
    (changes) => {
      expect(decide({ ...changes, request_url: requestUrl({ prompt: "consent" }) }).kind).toBe("ask");
    },
  );

  it("O1: that Hydra skips is asked for anew, to be remembered, where it has a new audience", () => {
    const asked = (prompt: string) =>
      decide(
        { skip: true, request_url: requestUrl({ prompt }) },
        { hasNewAudience: true, hydraPublicUrl: HYDRA },
      );
    for (const prompt of ["", "login", "login consent", "registration"]) {
      const decision = asked(prompt);
      const href = decision.kind === "ask-anew" ? new URL(decision.href) : undefined;
      if (prompt.includes("consent")) expect(decision).toMatchObject({ kind: "ask" });
      else
        expect([href?.origin, href?.searchParams.get("prompt")]).toEqual([
          "https://hydra.example",
          "consent",
        ]);
    }
    expect(asked("none")).toMatchObject({ kind: "reject", body: { error: "consent_required" } });
  });

  it.each([
    ["0", "60"],
    ["3600", "3600"],
    ["", ""],
    ["-1", "-1"],
  ])("asks anew for no sign-in that has just been done for a max_age of %s", (max_age, expected) => {
    const request_url = requestUrl({ max_age });
    const decision = decide({ skip: true, request_url }, { hasNewAudience: true, hydraPublicUrl: HYDRA });
    const href = decision.kind === "ask-anew" ? new URL(decision.href) : undefined;
    expect(href?.searchParams.get("max_age")).toBe(expected);
  });

  it("O1: is asked for at once where that cannot be: by a request object that fixes the prompt", () => {
    const request_url = requestUrl({ scope: "openid", request: requestObject({ prompt: "login" }) });
    const more = { hasNewAudience: true, hydraPublicUrl: HYDRA };
    expect(decide({ skip: true, request_url }, more)).toMatchObject({
      kind: "ask",
      view: { canRemember: false },
    });
  });

  it("O1: has unasked audiences only where Hydra skips, and no operator vouches for the app", () => {
    const asked = ["https://api.example/v1"];
    expect(findUnasked(consentRequest({ skip: true }), config())).toEqual(asked);
    expect(findUnasked(consentRequest({ skip: true }), config({ audience: "none" }))).toEqual([]);
    expect(findUnasked(consentRequest(), config())).toEqual([]);
    const trusted = config({ trustedClientIds: ["shop"] });
    expect(findUnasked(consentRequest({ skip: true }), trusted)).toEqual([]);
  });

  it("O1: an audience is allowed by a remembered consent of this app with all scopes asked for", () => {
    const audience = "https://api.example/v1";
    const request = consentRequest({ skip: true, requested_scope: ["openid", "email"] });
    const consent = {
      remember: true,
      consent_request: consentRequest(),
      grant_scope: ["openid", "email", "profile"],
      grant_access_token_audience: [audience],
    };
    expect(isAllowedBy(consent, request, audience)).toBe(true);
    expect(isAllowedBy(consent, request, "https://api.example/v2")).toBe(false);
    for (const changes of [
      { remember: false },
      { grant_scope: ["openid"] },
      { grant_access_token_audience: undefined },
      { consent_request: consentRequest({ subject: BOB }) },
      { consent_request: consentRequest({ client: { client_id: "another" } }) },
      { consent_request: undefined },
    ])
      expect(isAllowedBy({ ...consent, ...changes }, request, audience), JSON.stringify(changes)).toBe(false);
  });

  it("O2: of somebody else than the signed-in person is never answered", () => {
    const bobs = session({ identity: identity({ id: BOB }) });
    for (const changes of [{}, { skip: true }, { subject: undefined }, { subject: "" }]) {
      expect(decide(changes, { session: bobs }).kind).toBe("wrong-account");
    }
    expect(toConsentOwner(consentRequest(), bobs, config()).kind).toBe("wrong-account");
  });

  it("O2: without a session leads to sign-in", () => {
    expect(decide({ skip: true }, { session: null }).kind).toBe("sign-in");
  });

  it("marks what was granted before", () => {
    const decision = decide({}, { grantedBefore: ["profile"] });
    expect(
      decision.kind === "ask" &&
        decision.view.scopes.filter(({ granted }) => granted).map(({ name }) => name),
    ).toEqual(["profile"]);
  });
});

describe("O5: a client that another app can pass for is always asked about", () => {
  const redirect = (uri: string, method = "none") => ({
    skip: true,
    client: client({ redirect_uris: [uri], token_endpoint_auth_method: method, skip_consent: true }),
    request_url: requestUrl({ redirect_uri: uri }),
  });

  it.each([
    ["app:/cb", "none"],
    ["com.example.app:/oauth2redirect", "client_secret_basic"],
    ["http://127.0.0.1:51004/cb", "none"],
    ["http://[::1]:8080/cb", "none"],
    ["http://localhost/cb", "none"],
    ["https://localhost:3000/cb", "none"],
    ["not a uri", "none"],
  ])("%s (%s)", (uri, method) => {
    expect(decide(redirect(uri, method), { config: config({ trustedClientIds: ["shop"] }) })).toMatchObject({
      kind: "ask",
      view: { client: { isNative: true }, canRemember: false },
    });
  });

  it("not an https client, public or not, nor a confidential web application on localhost", () => {
    expect(decide(redirect("https://spa.example/cb")).kind).toBe("grant");
    expect(decide(redirect("http://localhost:5000/cb", "client_secret_post")).kind).toBe("grant");
  });

  it("when the redirect is not in the URL, any registered one counts", () => {
    const native = client({
      redirect_uris: ["https://shop.example/cb", "app:/cb"],
      token_endpoint_auth_method: "none",
    });
    expect(decide({ skip: true, client: native, request_url: requestUrl({ request: "eyJ" }) }).kind).toBe(
      "ask",
    );
    expect(
      decide({ skip: true, client: native, request_url: "https://hydra.example/oauth2/auth" }).kind,
    ).toBe("ask");
  });

  it("with prompt=none that is consent_required", () => {
    const changes = redirect("app:/cb");
    expect(
      decide({ ...changes, request_url: requestUrl({ redirect_uri: "app:/cb", prompt: "none" }) }),
    ).toMatchObject({
      kind: "reject",
      body: { error: "consent_required" },
    });
  });
});

describe("a grant", () => {
  const grant = (ticked: string[], changes = {}, remember = false) =>
    toGrant({ request: consentRequest(changes), session: session(), ticked, remember, config: config() });

  it("O1: an unrequested scope is never granted", () => {
    expect(grant(["openid", "email", "admin"]).grant_scope).toEqual(["openid", "email"]);
  });

  it("keeps openid, and leaves out what was not ticked", () => {
    expect(grant([])).toMatchObject({ grant_scope: ["openid"], session: { id_token: {}, access_token: {} } });
  });

  it("O19: is finite, ticked or not", () => {
    expect(grant([], {}, false)).toMatchObject({ remember: false, remember_for: 30 * 24 * 3600 });
    expect(grant([], {}, true)).toMatchObject({ remember: true, remember_for: 3600 });
    expect(() => config({ rememberConsentSeconds: 0 })).toThrow();
    expect(() => config({ listConsentSeconds: 0 })).toThrow();
  });

  it.each([
    ["requested" as const, ["https://a.example", "https://b.example"]],
    ["none" as const, []],
    [["https://b.example", "https://c.example"], ["https://b.example"]],
  ])("O1: gives audience by the rule %j, never an unrequested one", (audience, granted) => {
    const request = consentRequest({
      requested_access_token_audience: ["https://a.example", "https://b.example"],
    });
    const body = toGrant({
      request,
      session: session(),
      ticked: [],
      remember: false,
      config: config({ audience }),
    });
    expect(body.grant_access_token_audience).toEqual(granted);
  });

  it("O1: is a subset of the request, whatever is posted", () => {
    const names = fc.array(fc.oneof(fc.string(), fc.constantFrom("openid", "email", "profile", "__proto__")));
    fc.assert(
      fc.property(names, names, fc.boolean(), (requested, ticked, remember) => {
        const body = grant(ticked, { requested_scope: requested }, remember);
        for (const scope of body.grant_scope ?? []) {
          expect(requested).toContain(scope);
          expect([...ticked, "openid"]).toContain(scope);
        }
        expect(body.remember_for).toBeGreaterThan(0);
      }),
    );
  });
});

describe("O17: a device elsewhere asks", () => {
  const DEVICE_URL = `${HYDRA}oauth2/device/verify?device_verifier=v`;
  const firstParty = client({ skip_consent: true });

  it("is always asked about, even for a first-party client and a remembered consent", () => {
    const request = consentRequest({ request_url: DEVICE_URL, client: firstParty, skip: true });
    const decision = decideConsent({ request, session: session(), config: config(), t });
    expect(decision).toMatchObject({ kind: "ask", view: { canRemember: false, device: {} } });
  });

  it("shows the code that this browser typed, in groups", () => {
    const request = consentRequest({ request_url: DEVICE_URL });
    const decision = decideConsent({
      request,
      session: session(),
      config: config(),
      typedCode: "WDJBMJHT",
      t,
    });
    expect(decision).toMatchObject({ view: { device: { userCode: "WDJB-MJHT" } } });
  });

  it("is told from an app's request by the redirect_uri that a device never has", () => {
    const request = consentRequest({ client: firstParty });
    const input = { session: session(), config: config(), typedCode: "WDJBMJHT", t };
    expect(decideConsent({ request, ...input }).kind).toBe("grant");
    const bare = consentRequest({ client: firstParty, request_url: `${HYDRA}oauth2/auth?client_id=tv` });
    expect(decideConsent({ request: bare, ...input }).kind).toBe("ask");
  });
});
