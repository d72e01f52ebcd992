/** The account area, each page in every state that looks different. */

import type { Page } from "@playwright/test";
import { toRecord } from "@/lib/json";
import { type Contract, ISSUER } from "../contract";
import { expect, type State, unfold } from "../state-test";
import { toConsentRequest } from "../stub-hydra";
import { ALICE, toFlow, toSession } from "../stub-kratos";
import { json } from "../stub-upstream";
import { LONG_NAME, signInAs, toClient, toSessions } from "./people-and-apps";

const CONSENT_SESSIONS = "/admin/oauth2/auth/sessions/consent";

/** A consent that Hydra lists, given on that day of March. */
function toConsent(
  name: string,
  day: number,
  grant_scope: string[],
  remember_for = 0,
): Record<string, unknown> {
  return {
    consent_request: { ...toConsentRequest(ISSUER, `c${day}`, ALICE), client: toClient(name) },
    grant_scope,
    handled_at: `2026-03-0${day}T10:00:00Z`,
    remember: remember_for > 0,
    remember_for,
  };
}

const CONSENTS = [
  toConsent("Shop", 1, ["openid", "email"], 3600),
  toConsent(LONG_NAME, 2, ["openid", "profile", "offline_access"]),
  toConsent("Mail", 3, ["openid", "profile", "email", "phone", "address", "calendar:read"], 86_400),
];

function atAccount(settings: string, verified: boolean): State {
  return {
    path: "/account",
    person: ALICE,
    arrange: (contract) => {
      signInAs(contract, { id: ALICE, verified });
      const flow = toFlow("settings", contract.foyer.url, settings);
      contract.kratos.when("/self-service/settings/browser", json(200, flow));
    },
  };
}

const withApps: State["arrange"] = ({ hydra }) => hydra.when(CONSENT_SESSIONS, json(200, CONSENTS));

const withSessions = (contract: Contract) => {
  const session = toSession(ALICE, "alice@foyer.example");
  signInAs(contract, { id: ALICE });
  contract.kratos.when("/sessions", json(200, toSessions(session).slice(1)));
};

/** Does what the page asks about before it does it, and waits for the page that says so. */
async function sayYes(page: Page, testId: string): Promise<void> {
  await unfold(page);
  await page.getByTestId(testId).first().click();
  await expect(page.getByRole("status")).toBeVisible();
}

export const ACCOUNT_STATES: Readonly<Record<string, State>> = {
  "account with nothing set up": atAccount("settings-all-initial", false),
  "account with a second factor and no passkey": atAccount("settings-all-second_factors", true),
  "account with everything set up": atAccount("settings-all-full", true),
  "account of somebody with a very long name": {
    ...atAccount("settings-all-initial", true),
    arrange: (contract) => signInAs(contract, { id: ALICE, name: LONG_NAME, verified: false }),
  },
  "apps, none connected": { path: "/account/apps", person: ALICE },
  "apps, several connected": { path: "/account/apps", person: ALICE, arrange: withApps },
  "apps, asked before access is removed": {
    path: "/account/apps",
    person: ALICE,
    arrange: withApps,
    act: unfold,
  },
  "apps, access removed": {
    path: "/account/apps",
    person: ALICE,
    arrange: withApps,
    act: (page) => sayYes(page, "revoke-app"),
  },
  "sessions, this one alone": { path: "/sessions", person: ALICE },
  "sessions, several": { path: "/sessions", person: ALICE, arrange: withSessions },
  "sessions, asked before they end": {
    path: "/sessions",
    person: ALICE,
    arrange: withSessions,
    act: unfold,
  },
  "sessions, others ended": {
    path: "/sessions",
    person: ALICE,
    arrange: withSessions,
    act: (page) => sayYes(page, "end-other-sessions"),
  },
  "settings, saved with an address to verify": {
    path: "/settings?flow=changed",
    person: ALICE,
    arrange: ({ kratos, foyer }) => {
      const flow = toFlow("settings", foyer.url, "settings-profile-success");
      const value = `${"a.very.long.name".repeat(4)}@subdomain.foyer.example`;
      const identity = {
        ...toRecord(flow.identity),
        verifiable_addresses: [{ value, verified: false, status: "sent" }],
      };
      kratos.when("/self-service/settings/flows", json(200, { ...flow, identity }));
    },
  },
  "signed out": { path: "/logout", heading: "You are signed out" },
  "signed out, and nowhere to be led": {
    path: "/logout?return_to=https%3A%2F%2Fevil.example%2F",
    arrange: ({ kratos }) =>
      kratos.when(
        "/self-service/login/browser",
        json(400, { error: { id: "self_service_flow_return_to_forbidden" } }),
      ),
  },
  "signed out, of an account with a very long name": {
    path: "/account",
    person: ALICE,
    arrange: (contract) => {
      withSessions(contract);
      signInAs(contract, { id: ALICE, name: LONG_NAME });
    },
    act: (page) => page.getByTestId("logout-link").first().click(),
  },
  "recovery for somebody signed in": {
    path: "/recovery",
    person: ALICE,
    arrange: ({ kratos }) =>
      kratos.when(
        "/self-service/recovery/browser",
        json(400, { error: { id: "session_already_available" } }),
      ),
  },
};
