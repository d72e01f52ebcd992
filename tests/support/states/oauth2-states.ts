/** The pages of the OAuth2 side, each in every state that looks different. */

import { expect, type Locator, type Page } from "@playwright/test";
import { ISSUER } from "../contract";
import { WAITING_CODE } from "../newer-hydra";
import type { State } from "../state-test";
import {
  CONSENT_REQUEST,
  LOGIN_REQUEST,
  LOGOUT_REQUEST,
  toConsentRequest,
  toLoginRequest,
} from "../stub-hydra";
import { ALICE, BOB, toFlow } from "../stub-kratos";
import { json } from "../stub-upstream";
import { LOGO, LONG_NAME, signInAs, toClient } from "./people-and-apps";

const ALL_SCOPES = ["openid", "profile", "email", "phone", "address", "offline_access", "calendar:read"];

/** Consent requests by their challenge. */
const CONSENTS: Readonly<Record<string, object>> = {
  few: { requested_scope: ["openid", "email"] },
  many: { requested_scope: ALL_SCOPES },
  audience: { requested_access_token_audience: ["https://api.shop.example/v1", "billing"] },
  offline: { requested_scope: ["openid", "offline_access"] },
  long: { client: { ...toClient(LONG_NAME), logo_uri: LOGO }, requested_scope: ["openid", "email"] },
  native: {
    client: {
      ...toClient("Notes"),
      token_endpoint_auth_method: "none",
      redirect_uris: ["com.example.notes:/callback"],
    },
  },
  device: { request_url: `${ISSUER}/oauth2/device/verify?client_id=tv`, client: toClient("Living room TV") },
};

function atConsent(challenge: string, more: Partial<State> = {}): State {
  return {
    path: `/consent?consent_challenge=${challenge}`,
    person: ALICE,
    arrange: ({ hydra }) =>
      hydra.when(CONSENT_REQUEST, (request, response) => {
        const asked = request.query.get("consent_challenge") ?? "";
        const body = {
          ...toConsentRequest(ISSUER, asked, ALICE),
          client: toClient("Shop"),
          ...CONSENTS[asked],
        };
        return json(200, body)(request, response);
      }),
    ...more,
  };
}

/** By what it sends, so that it is found in every language. */
const toAllow = (page: Page) => page.locator('button[name="consent_action"][value="accept"]');

/** Presses a button that leads to Hydra, and waits until the page has tried to go there. */
async function leaveBy(page: Page, button: Locator): Promise<void> {
  const left = page.waitForEvent("requestfailed", (request) => request.url().startsWith(ISSUER));
  await button.click();
  await left;
  await expect(page.locator('meta[http-equiv="refresh"]')).toBeAttached();
}

/** A login challenge whose request says so, for somebody who is signed in unless told otherwise. */
function atLogin(request: { parameters?: Record<string, string> } & Record<string, unknown>): State {
  const { parameters, ...changes } = request;
  const query = new URLSearchParams({
    client_id: "shop",
    redirect_uri: "https://shop.example/callback",
    response_type: "code",
    ...parameters,
  });
  const body = {
    ...toLoginRequest(ISSUER, "login"),
    client: toClient("Shop"),
    request_url: `${ISSUER}/oauth2/auth?${query}`,
    ...changes,
  };
  return {
    path: "/login?login_challenge=login",
    person: ALICE,
    arrange: ({ hydra }) => hydra.when(LOGIN_REQUEST, json(200, body)),
  };
}

const DEVICE_REQUEST = "/admin/oauth2/auth/requests/device/accept";

/** The device flow of later versions of Hydra, where one code waits. */
function atDevice(path: string, more: Partial<State> = {}): State {
  return {
    path,
    arrange: ({ hydra }) =>
      hydra.when(DEVICE_REQUEST, (request, response) => {
        if (request.method !== "PUT") return json(405, {})(request, response);
        const isWaiting = request.body.includes(WAITING_CODE);
        const redirectTo = `${ISSUER}/oauth2/device/verify?device_verifier=v`;
        const answer = isWaiting ? json(200, { redirect_to: redirectTo }) : json(404, { error: "Not Found" });
        return answer(request, response);
      }),
    ...more,
  };
}

const typeCode = (page: Page, code: string) => page.locator('[name="user_code"]').fill(code);
const toContinue = (page: Page) => page.locator("form:has([name='user_code']) button");

function atLogout(changes: object, more: Partial<State> = {}): State {
  return {
    path: "/logout?logout_challenge=logout",
    person: ALICE,
    arrange: ({ hydra }) =>
      hydra.when(
        LOGOUT_REQUEST,
        json(200, { challenge: "logout", subject: ALICE, rp_initiated: true, ...changes }),
      ),
    ...more,
  };
}

export const OAUTH2_STATES: Readonly<Record<string, State>> = {
  "consent with few scopes": atConsent("few"),
  "consent with many scopes": atConsent("many"),
  "consent with scopes that were allowed before": atConsent("few", {
    act: async (page) => {
      await leaveBy(page, toAllow(page));
      await page.goto("/consent?consent_challenge=many");
    },
    isLeaving: true,
  }),
  "consent with an audience": atConsent("audience"),
  "consent with offline access": atConsent("offline"),
  "consent for an app with a very long name": {
    ...atConsent("long"),
    arrange: async (contract, context) => {
      await atConsent("long").arrange?.(contract, context);
      signInAs(contract, { id: ALICE, name: LONG_NAME });
    },
  },
  "consent for an app on this device": atConsent("native"),
  "consent for a device": atConsent("device"),
  "sign-in for an app with a logo": {
    ...atLogin({ client: { ...toClient("Shop"), logo_uri: LOGO } }),
    person: undefined,
  },
  "sign-in for an app with a logo and a very long name": {
    ...atLogin({ client: { ...toClient(LONG_NAME), logo_uri: LOGO } }),
    person: undefined,
  },
  "consent of somebody else": atConsent("few", { person: BOB, status: 403 }),
  "consent that another tab overtook": atConsent("few", {
    act: async (page) => {
      const other = await page.context().newPage();
      await other.goto(page.url().replace("few", "many"));
      await other.close();
      await toAllow(page).click();
      await expect(page.getByTestId("consent-superseded")).toBeVisible();
    },
  }),
  "leaving for the app": atConsent("few", { act: (page) => leaveBy(page, toAllow(page)), isLeaving: true }),
  "sign-in for an app": { ...atLogin({}), person: undefined },
  "sign-in for an app, once more": atLogin({ parameters: { prompt: "login" } }),
  "sign-in for an app with a very long name": {
    ...atLogin({ client: toClient(LONG_NAME) }),
    person: undefined,
  },
  "account chooser": atLogin({ parameters: { prompt: "select_account" } }),
  "account switch, another was remembered": atLogin({ subject: BOB, skip: true }),
  "account switch, another was hinted at": atLogin({
    oidc_context: { id_token_hint_claims: { sub: BOB } },
  }),
  "second factor to set up": {
    ...atLogin({ parameters: { acr_values: "aal2" } }),
    arrange: async (contract, context) => {
      await atLogin({ parameters: { acr_values: "aal2" } }).arrange?.(contract, context);
      const flow = toFlow("login", contract.foyer.url);
      const ui = { action: `${contract.foyer.url}/self-service/login?flow=f`, method: "POST", nodes: [] };
      contract.kratos.when("/self-service/login/browser", json(200, { ...flow, ui, requested_aal: "aal2" }));
    },
  },
  "registration for somebody signed in": {
    ...atLogin({}),
    path: "/registration?login_challenge=login",
  },
  "sign-out": { path: "/logout", person: ALICE },
  "sign-out that an app asks for": atLogout({ client: toClient("Shop") }),
  "sign-out of somebody else": atLogout({ subject: BOB, client: toClient(LONG_NAME) }),
  "sign-out by nobody": atLogout({ client: toClient("Shop") }, { person: undefined }),
  "signed out": {
    path: "/logout",
    person: ALICE,
    arrange: ({ kratos }) =>
      kratos.when("/self-service/logout", (_request, response) => {
        response.writeHead(204, { "set-cookie": "ory_kratos_session=; Path=/; Max-Age=0" }).end();
      }),
    act: async (page) => {
      await page.locator("main form button").first().click();
      await expect(page).toHaveURL(/\/login/);
    },
  },
  "device code": atDevice("/device?device_challenge=device"),
  "device code that came with the link": atDevice("/device?device_challenge=device&user_code=WdJbMjHt"),
  "device code that is wrong": atDevice("/device?device_challenge=device", {
    act: async (page) => {
      await typeCode(page, "AAAA-BBBB");
      await toContinue(page).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
  }),
  "device consent with the code to compare": {
    ...atConsent("device"),
    path: "/device?device_challenge=device",
    arrange: async (contract, context) => {
      await atConsent("device").arrange?.(contract, context);
      await atDevice("").arrange?.(contract, context);
    },
    act: async (page) => {
      await typeCode(page, WAITING_CODE);
      await leaveBy(page, toContinue(page));
      await page.goto("/consent?consent_challenge=device");
    },
    isLeaving: true,
  },
  "device connected": atDevice("/device/success"),
  "device denied": {
    ...atConsent("device"),
    act: async (page) => {
      await page.locator('button[name="consent_action"][value="reject"]').click();
      await expect(page.getByTestId("device-denied")).toBeVisible();
    },
  },
};
