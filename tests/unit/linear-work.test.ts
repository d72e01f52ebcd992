import { beforeAll, expect, it } from "vitest";
import { setEnvironment } from "./environment";
import { measureGrowth } from "./growth";
import {
  asked,
  BOGUS,
  consent,
  FORM,
  joined,
  list,
  OFFER,
  OWN,
  posted,
  submit,
  toFlow,
  trait,
} from "./large";
import { ALICE, config, consentRequest, HYDRA, session, t } from "./oauth2";

const load = async () => ({
  ...(await import("../../lib/account/connected-apps")),
  ...(await import("../../lib/account/device-name")),
  ...(await import("../../lib/account/security-state")),
  ...(await import("../../lib/account/sessions")),
  ...(await import("../../lib/exact-number")),
  ...(await import("../../lib/self-service/kratos-flow")),
  ...(await import("../../lib/self-service/to-flow-view")),
  ...(await import("../../lib/web/caller")),
  ...(await import("../../lib/oauth2/login/pending-request.server")),
  ...(await import("../../lib/web/cookies/cookies")),
  ...(await import("../../app/csp-report/violations")),
  ...(await import("../../lib/web/form-token")),
  ...(await import("../../lib/web/guards")),
  ...(await import("../../lib/oauth2/shared/open-pages.server")),
  ...(await import("../../lib/limits/rate-limit-keys")),
  ...(await import("../../lib/relay/form/relay-body")),
  ...(await import("../../lib/web/target")),
  ...(await import("../../lib/i18n/ui-locales.server")),
  ...(await import("../../lib/i18n/locale")),
  ...(await import("../../lib/i18n/message")),
  ...(await import("../../lib/observe/log")),
  ...(await import("../../lib/oauth2/login/acr")),
  ...(await import("../../lib/oauth2/consent/decide-consent")),
  ...(await import("../../lib/oauth2/device/device")),
  ...(await import("../../lib/oauth2/shared/request-url")),
  ...(await import("../../lib/oauth2/shared/safe-text")),
  ...(await import("../../lib/oauth2/consent/scopes")),
  ...(await import("../../lib/observe/flow-outcome")),
});

let foyer: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  setEnvironment({ FOYER_TRUSTED_PROXY_HOPS: "1", FOYER_RATE_LIMIT: "false" });
  foyer = await load();
});

const VIEW_OPTIONS = { t, kratosBrowserUrl: "https://id.example/auth", publicUrl: "https://id.example/auth" };
const draw = (kind: "registration" | "settings", nodes: object[]) => () =>
  foyer.toFlowView(foyer.parseFlow(toFlow(nodes)), { kind, ...VIEW_OPTIONS });

type Prepare = (size: number) => () => unknown;

/** What is sent or kept by strangers, a size of it, and the work that it makes; four times that size is tried too. */
const WORK: Readonly<Record<string, [size: number, prepare: Prepare]>> = {
  "a Cookie header": [
    4000,
    (n) => {
      const header = joined(n, (i) => `__Host-csrf_token_${i}=v`, "; ");
      return () =>
        foyer.requireUniqueCookies(foyer.parseCookies(header), { hostname: "id.example", pathname: "/" });
    },
  ],
  "cookies of pending sign-ins": [
    150,
    (n) => {
      const request = asked({ cookie: joined(n, (i) => `${OWN}login-${i}=${BOGUS}`, "; ") });
      return () => foyer.findSingleWaitingApp(request);
    },
  ],
  "the cookie of an app's languages": [
    8000,
    (n) => {
      const request = asked({ cookie: `${OWN}ui-locales=${"a.".repeat(n)}` });
      return () => foyer.toLocale({ uiLocales: foyer.readUiLocales(request) }, OFFER);
    },
  ],
  "the cookie of open pages": [
    8000,
    (n) => {
      const request = asked({ cookie: `${OWN}consents=${"a~".repeat(n)}` });
      return () => foyer.isNewestPage(request, "a", "b");
    },
  ],
  "X-Forwarded-For": [
    8000,
    (n) => {
      const request = asked({ "x-forwarded-for": joined(n, (i) => `10.0.0.${i % 256}`, ",") });
      return () => foyer.toCaller(request);
    },
  ],
  "an address with a zone": [
    8000,
    (n) => {
      const request = asked({ "x-forwarded-for": `fe80::1%${"a".repeat(n)}` });
      return () => foyer.toAddressKey(foyer.toClientAddress(request) ?? "");
    },
  ],
  "Accept-Language": [
    2000,
    (n) => {
      const header = joined(n, (i) => `x${i % 10}-y;q=0.${i % 10}`, ",");
      return () => foyer.toLocale({ acceptLanguage: header }, OFFER);
    },
  ],
  "a long parameter": [
    8000,
    (n) => {
      const request = new Request(`https://id.example/login?flow=${"%CC%81".repeat(n)}`);
      return () => {
        try {
          foyer.readQuery(request, ["flow"]);
        } catch {
          // Refused for its length.
        }
      };
    },
  ],
  return_to: [
    8000,
    (n) => {
      const address = `https://id.example/${"%2e./\\".repeat(n)}`;
      return () => [foyer.toDestination(address), foyer.toOwnPath(address)];
    },
  ],
  "a flow's id": [
    20_000,
    (n) => {
      const id = "-a".repeat(n);
      return () => foyer.toFlowKey(id);
    },
  ],
  "a form's token": [
    20_000,
    (n) => {
      const token = `${"a.".repeat(n)}b`;
      return () => foyer.hasToken(token, "logout", "x");
    },
  ],
  "fields of a form of ours": [
    240,
    (n) => {
      const body = "a&".repeat(n);
      return async () => foyer.readField(await foyer.readForm(posted(FORM, body)), "b");
    },
  ],
  "fields of a form for Kratos": [
    240,
    (n) => {
      const body = new TextEncoder().encode("a&".repeat(n));
      const request = asked({ "content-type": FORM }, { method: "POST" });
      const answer = { status: 303, location: "/login?flow=f", setCookies: [] };
      return () => {
        const form = foyer.parseFlowForm(FORM, body);
        foyer.reportFlow(new Request("https://id.example/self-service/login", request), form, answer);
      };
    },
  ],
  "JSON for Kratos": [
    1000,
    (n) => {
      const body = new TextEncoder().encode(`{"traits":{"a":[${joined(n, () => "[]", ",")}]}}`);
      return () => foyer.parseFlowForm("application/json", body);
    },
  ],
  "reports of policy violations": [
    2000,
    (n) => {
      const text = JSON.stringify(list(n, () => ({ type: "csp-violation", body: { blockedURL: "inline" } })));
      return () => foyer.toViolations(text);
    },
  ],
  "a nested report": [
    16_000,
    (n) => {
      const text = "[".repeat(n) + "]".repeat(n);
      return () => foyer.toViolations(text);
    },
  ],
  "the addresses in a report": [
    16_000,
    (n) => {
      const text = JSON.stringify({ "csp-report": { "blocked-uri": `https://${"a".repeat(n)}?#` } });
      return () => foyer.toViolations(text);
    },
  ],
  "an error's message": [
    20_000,
    (n) => {
      const text = `${"?a".repeat(n)} ${"a1 ".repeat(n)} ${"a".repeat(n)}`;
      return () => foyer.redact(text);
    },
  ],
  "digits in a message of Kratos'": [
    8000,
    (n) => {
      const message = { id: 4_000_001, type: "error" as const, text: `"${"1".repeat(n)}" is not valid` };
      return () => foyer.toMessageView(message, t);
    },
  ],
  "braces in a message of Kratos'": [
    8000,
    (n) => {
      const message = {
        id: 4_000_001,
        type: "error" as const,
        text: "{a".repeat(n),
        context: { a: "{b".repeat(n) },
      };
      return () => foyer.toMessageView(message, t);
    },
  ],
  "a user agent": [
    250,
    (n) => {
      const text = `Version/${"1".repeat(n)}`;
      return () => list(500, () => foyer.toDeviceName(text, t));
    },
  ],
  "joiners in a name": [
    1000,
    (n) => {
      const name = `${"\u200d".repeat(n)}ä`;
      return () => list(10, () => foyer.toSafeText(name, 254));
    },
  ],
  "marks in a name": [
    1000,
    (n) => {
      const name = `a${"\u0301".repeat(n)}`;
      return () => list(10, () => foyer.toSafeText(name, 254));
    },
  ],
  "traits with a long number, and with a text that begins as JSON": [
    4000,
    (n) => {
      const [long, text] = [new foyer.ExactNumber(`1${"0".repeat(n)}1`), `["${'\\"'.repeat(n)}`];
      return () => [foyer.isSameNumber(long, 1), foyer.parseExactly(text)];
    },
  ],
  "traits that a form made up": [
    2000,
    (n) => draw("registration", [...list(n, trait), submit("password"), submit("oidc")]),
  ],
  "security keys of one person": [
    1000,
    (n) =>
      draw("settings", [
        { ...trait(0), group: "webauthn" },
        ...list(n, (i) => ({
          ...submit("webauthn"),
          attributes: { name: "webauthn_remove", type: "submit", value: `${i}` },
        })),
      ]),
  ],
  "addresses of one person": [
    4000,
    (n) => {
      const person = session();
      const address = (i: number) => ({
        value: `${i}@x.example`,
        via: "email",
        status: "sent",
        verified: false,
      });
      const identity = {
        ...person.identity,
        verifiable_addresses: list(n, (i) => ({ ...address(i), via: "email" as const })),
        recovery_addresses: list(n, (i) => ({ id: `${i}`, ...address(i) })),
      };
      return () => foyer.toSecurityState({ ...person, identity });
    },
  ],
  "sessions of one person": [
    1000,
    (n) => {
      const others = list(n, (i) => session({ id: `${i}` }));
      return () => foyer.toSessionRows(session(), others, t);
    },
  ],
  "consents of one person": [
    2500,
    (n) => {
      const consents = list(n, consent);
      return () =>
        foyer.toConsentsByApp(consents, ALICE).map((app) => foyer.toConnectedApp(app, config(), t));
    },
  ],
  "prompts of an app's request": [
    16_000,
    (n) => {
      const url = `${HYDRA}oauth2/auth?client_id=shop&${"prompt=login&".repeat(n)}`;
      return () => foyer.toRequestUrl(url, { prompt: ["login"] }, HYDRA);
    },
  ],
  "lists in an app's request": [
    4000,
    (n) => {
      const values = joined(n, (i) => `v${i}`, "+");
      const url = `${HYDRA}oauth2/auth?scope=${values}&acr_values=${values}&ui_locales=${values}&prompt=${values}`;
      return () => foyer.parseRequestUrl(url);
    },
  ],
  acr_values: [
    20_000,
    (n) => {
      const values = list(n, (i) => `v${i}`);
      return () => foyer.decideAcr(values, session(), "unknown", config());
    },
  ],
  ui_locales: [
    20_000,
    (n) => {
      const values = list(n, (i) => `v${i}`);
      return () => foyer.writeUiLocales(asked({}), values);
    },
  ],
  "scopes of an app's request": [
    4000,
    (n) => {
      const scopes = list(n, (i) => `scope-${i}`);
      const request = consentRequest({ requested_scope: scopes, requested_access_token_audience: scopes });
      const grant = { request, session: session(), ticked: scopes, remember: true, config: config() };
      return () => [foyer.toScopeViews(scopes, new Set(scopes), config(), t), foyer.toGrant(grant)];
    },
  ],
  "a device's code": [
    8000,
    (n) => {
      const code = "A-".repeat(n);
      return () => foyer.normaliseUserCode(code, config());
    },
  ],
};

it.each(Object.entries(WORK))("D1: the work that %s makes is at most linear", async (_, [size, prepare]) => {
  const { isLinear, small, large } = await measureGrowth(prepare, size);
  expect(isLinear, `${small} ms, then ${large} ms`).toBe(true);
});
