/** OpenID's RP-initiated and back-channel logout plans, and signing out everywhere: who ends what, who hears of it. */

import * as oidc from "openid-client";
import { decodeHtml } from "../support/html";
import { createPerson } from "../support/people";
import {
  findClient,
  finishAuthorization,
  makeClient,
  startAuthorization,
  type TestClient,
} from "../support/relying-party";
import { expect, type Stack, test } from "../support/test";
import { type LoadedPage, UserAgent } from "../support/user-agent";
import { authorize, openSignedIn, walk } from "../support/walk";

interface Notice {
  channel: "back" | "front";
  claims: { sid?: string; sub?: string; aud?: unknown };
}

/** A browser that is signed in at an app which asked to be told of the end. */
async function signedInAtApp(stack: Stack, clientId = "demo-app") {
  const person = await createPerson(stack);
  const agent = await openSignedIn(stack, person);
  const client = await findClient(stack, clientId);
  const { tokens, claims } = await authorize(client, { agent });
  return { person, agent, client, idToken: String(tokens.id_token), sid: String(claims.sid) };
}

function endSession(client: TestClient, parameters: Record<string, string>): URL {
  return oidc.buildEndSessionUrl(client.configuration, parameters);
}

/** What the apps were told about this login session; waits until somebody was. */
async function waitForNotices(stack: Stack, sid: string, channel: Notice["channel"]): Promise<Notice[]> {
  let found: Notice[] = [];
  await expect
    .poll(async () => {
      const response = await fetch(`${stack.urls.relyingParty}/backchannel-logout/received`);
      const notices: Notice[] = await response.json();
      found = notices.filter((notice) => notice.claims.sid === sid && notice.channel === channel);
      return found.length;
    })
    .toBeGreaterThan(0);
  return found;
}

async function isSignedIn(stack: Stack, agent: UserAgent): Promise<boolean> {
  return (await agent.fetch(`${stack.urls.kratosPublic}/sessions/whoami`)).status === 200;
}

/** Whether Hydra still answers for the person without asking. */
async function isRemembered(client: TestClient, agent: UserAgent): Promise<boolean> {
  const { url } = await startAuthorization(client, { prompt: "none" });
  const page = await agent.open(url, { until: client.redirectUri });
  return page.url.searchParams.get("error") !== "login_required";
}

const toSignOut = (page: LoadedPage) => page.has("logout-confirmation");

test("oidcc-rp-initiated-logout: the person confirms, both sides end, the app gets its state", async ({
  stack,
}) => {
  const { agent, client, idToken, sid } = await signedInAtApp(stack);
  const home = `${stack.urls.relyingParty}/`;
  const url = endSession(client, { id_token_hint: idToken, post_logout_redirect_uri: home, state: "s-1" });
  const asked = await agent.open(url);
  expect(toSignOut(asked)).toBe(true);
  expect(await isSignedIn(stack, agent)).toBe(true);
  const page = await agent.submit(asked, "logout-accept", { until: home });
  expect(page.url.searchParams.get("state")).toBe("s-1");
  expect(await isSignedIn(stack, agent)).toBe(false);
  expect(await isRemembered(client, agent)).toBe(false);
  expect((await waitForNotices(stack, sid, "back"))[0]?.claims.aud).toContain(client.id);
});

test("oidcc-rp-initiated-logout-no-id-token-hint, -no-params: the person confirms", async ({ stack }) => {
  const { agent, client, sid } = await signedInAtApp(stack);
  const asked = await agent.open(`${stack.urls.hydraPublic}/oauth2/sessions/logout`);
  expect(toSignOut(asked)).toBe(true);
  const page = await agent.submit(asked, "logout-accept");
  expect(page.url.origin).toBe(stack.urls.foyer);
  expect(await isSignedIn(stack, agent)).toBe(false);
  expect(await isRemembered(client, agent)).toBe(false);
  await waitForNotices(stack, sid, "back");
});

test("oidcc-rp-initiated-logout-bad-*, -modified-*: a document, and nobody is signed out", async ({
  stack,
}) => {
  const { agent, client, idToken } = await signedInAtApp(stack);
  const bad: Record<string, string>[] = [
    { id_token_hint: idToken, post_logout_redirect_uri: "http://localhost:9/elsewhere" },
    { id_token_hint: `${idToken.slice(0, -8)}AAAAAAAA` },
    { id_token_hint: "not.a.token" },
    { post_logout_redirect_uri: `${stack.urls.relyingParty}/` },
  ];
  for (const parameters of bad) {
    const page = await agent.open(endSession(client, parameters));
    expect(page.url.href).toContain(`${stack.urls.foyer}/error`);
    expect(page.status).toBe(400);
  }
  expect(await isSignedIn(stack, agent)).toBe(true);
});

test("oidcc-rp-initiated-logout-no-post-logout-redirect-uri: the person ends on a page of ours", async ({
  stack,
}) => {
  const { agent, client, idToken } = await signedInAtApp(stack);
  const asked = await agent.open(endSession(client, { id_token_hint: idToken }));
  const page = await agent.submit(asked, "logout-accept");
  expect(page.url.origin).toBe(stack.urls.foyer);
  expect(page.status).toBe(200);
});

test("skip_logout_consent: a first-party app with a matching hint signs out without a question", async ({
  stack,
}) => {
  const { agent, client, idToken, sid } = await signedInAtApp(stack, "first-party");
  const home = `${stack.urls.relyingParty}/`;
  const url = endSession(client, { id_token_hint: idToken, post_logout_redirect_uri: home, state: "s-2" });
  const page = await agent.open(url, { until: home });
  expect(page.url.href.startsWith(home)).toBe(true);
  expect(await isSignedIn(stack, agent)).toBe(false);
  await waitForNotices(stack, sid, "back");
});

test("O14: somebody else's id_token_hint asks, even for a client that may skip the question", async ({
  stack,
}) => {
  const attacker = await signedInAtApp(stack, "first-party");
  const victim = await signedInAtApp(stack, "first-party");
  const page = await victim.agent.open(endSession(victim.client, { id_token_hint: attacker.idToken }));
  expect(await isSignedIn(stack, victim.agent)).toBe(true);
  expect(toSignOut(page)).toBe(true);
  expect(page.text).toContain("another account than the one you are signed in with");
});

test("a refused sign-out changes nothing", async ({ stack }) => {
  const { agent, client, idToken } = await signedInAtApp(stack);
  const asked = await agent.open(endSession(client, { id_token_hint: idToken }));
  const page = await agent.submit(asked, "logout-reject");
  expect(page.url.pathname).toBe("/account");
  expect(await isSignedIn(stack, agent)).toBe(true);
  expect(await isRemembered(client, agent)).toBe(true);
});

test("oidcc-backchannel-rp-initiated-logout: the token names the session, the app's is over", async ({
  stack,
}) => {
  const { agent, client, idToken, sid } = await signedInAtApp(stack);
  expect(client.configuration.serverMetadata()).toMatchObject({
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  });
  const asked = await agent.open(endSession(client, { id_token_hint: idToken }));
  await agent.submit(asked, "logout-accept");
  const [notice, ...more] = await waitForNotices(stack, sid, "back");
  expect(notice?.claims).toMatchObject({ sid });
  expect(more).toEqual([]);
});

test("oidcc-frontchannel-rp-initiated-logout: Hydra's page loads the app's front-channel address", async ({
  stack,
}) => {
  const person = await createPerson(stack);
  const agent = await openSignedIn(stack, person);
  const frontchannel = `${stack.urls.relyingParty}/frontchannel-logout`;
  const client = await makeClient(stack, {
    frontchannel_logout_uri: frontchannel,
    frontchannel_logout_session_required: true,
  });
  const { tokens, claims } = await authorize(client, { agent });
  const asked = await agent.open(endSession(client, { id_token_hint: String(tokens.id_token) }));
  const page = await agent.submit(asked, "logout-accept");
  const [, source = ""] = page.html.match(/<iframe[^>]*src="([^"]+)"/) ?? [];
  const address = new URL(decodeHtml(source));
  expect(address.href.startsWith(frontchannel)).toBe(true);
  expect(address.searchParams.get("sid")).toBe(claims.sid);
  await agent.fetch(address);
  await waitForNotices(stack, String(claims.sid), "front");
});

test("O16: signing out at Foyer ends Hydra's login session too, and tells the apps", async ({ stack }) => {
  const { agent, client, sid } = await signedInAtApp(stack);
  const account = await agent.open(`${stack.urls.foyer}/account`);
  await agent.click(account, "logout-link");
  expect(await isSignedIn(stack, agent)).toBe(false);
  expect(await isRemembered(client, agent)).toBe(false);
  await waitForNotices(stack, sid, "back");
});

test("O16: a sign-out by Kratos' own link ends Hydra's login session too, and tells the apps", async ({
  stack,
}) => {
  const { agent, client, sid } = await signedInAtApp(stack);
  const created = await agent.fetch(`${stack.urls.foyer}/self-service/logout/browser`, {
    headers: { accept: "application/json" },
  });
  const { logout_url } = await created.json();
  await agent.open(logout_url);
  expect(await isSignedIn(stack, agent)).toBe(false);
  expect(await isRemembered(client, agent)).toBe(false);
  await waitForNotices(stack, sid, "back");
});

test("sign out everywhere ends all at Kratos and Hydra, and each app hears of its own", async ({ stack }) => {
  const here = await signedInAtApp(stack);
  const there = await openSignedIn(stack, here.person);
  const { claims } = await authorize(here.client, { agent: there });
  const sessions = await here.agent.open(`${stack.urls.foyer}/sessions`);
  const page = await here.agent.submit(sessions, "sign-out-everywhere");
  expect(page.url.pathname).toBe("/login");
  for (const agent of [here.agent, there]) {
    expect(await isSignedIn(stack, agent)).toBe(false);
    expect(await isRemembered(here.client, agent)).toBe(false);
  }
  await waitForNotices(stack, here.sid, "back");
  await waitForNotices(stack, String(claims.sid), "back");
});

test("sign out everywhere leaves other people alone, and needs the page's own token", async ({ stack }) => {
  const alice = await signedInAtApp(stack);
  const bob = await signedInAtApp(stack);
  const action = `${stack.urls.foyer}/sessions`;
  const page = await bob.agent.open(action);
  const refused = await bob.agent.post(action, { decision: "sign-out-everywhere", csrf_token: "x.y" }, page);
  expect(refused.status).toBe(403);
  expect(await isSignedIn(stack, bob.agent)).toBe(true);
  await bob.agent.submit(page, "sign-out-everywhere");
  expect(await isSignedIn(stack, alice.agent)).toBe(true);
  expect(await isRemembered(alice.client, alice.agent)).toBe(true);
});

/** Opens Kratos' own sign-out address as another site's page, or a link in a mail, would. */
const openSignOut = (stack: Stack, agent: UserAgent, query = "") =>
  agent.open(`${stack.urls.foyer}/self-service/logout${query}`);

/** Whether Hydra remembers the browser's login session, whatever Kratos and Foyer make of it. */
async function isKnownToHydra(stack: Stack, client: TestClient, agent: UserAgent): Promise<boolean> {
  const answer = await agent.fetch((await startAuthorization(client)).url);
  const challenge = new URL(answer.headers.get("location") ?? "").searchParams.get("login_challenge");
  const query = new URLSearchParams({ login_challenge: challenge ?? "" });
  const request = await fetch(`${stack.urls.hydraAdmin}/admin/oauth2/auth/requests/login?${query}`);
  return (await request.json()).skip;
}

/** Kratos forgets the session, and this browser keeps its cookie: what an expired session looks like. */
async function letLapse(stack: Stack, { agent, person }: Awaited<ReturnType<typeof signedInAtApp>>) {
  await fetch(`${stack.urls.kratosAdmin}/admin/identities/${person.id}/sessions`, { method: "DELETE" });
  expect(await isSignedIn(stack, agent)).toBe(false);
}

test("O22: Kratos' sign-out without its token ends nothing at Hydra once Kratos' session lapsed", async ({
  stack,
}) => {
  for (const query of ["", "?token=guessed"]) {
    const signedIn = await signedInAtApp(stack);
    const { agent, client, sid } = signedIn;
    await letLapse(stack, signedIn);
    for (const cookies of ["kept", "gone"]) {
      if (cookies === "gone") agent.jar.forget(/^ory_kratos_session/);
      expect(toSignOut(await openSignOut(stack, agent, query)), cookies).toBe(true);
      expect(await isKnownToHydra(stack, client, agent), cookies).toBe(true);
    }
    const page = await agent.submit(await openSignOut(stack, agent, query), "logout-accept");
    expect(page.url.pathname).toBe("/login");
    expect(await isKnownToHydra(stack, client, agent)).toBe(false);
    await waitForNotices(stack, sid, "back");
  }
});

test("O22: /logout asks whoever Kratos knows no more, by a form that fits no other browser", async ({
  stack,
}) => {
  const signedIn = await signedInAtApp(stack);
  const { agent, client } = signedIn;
  await letLapse(stack, signedIn);
  agent.jar.forget(/^ory_kratos_session/);
  const other = await signedInAtApp(stack);
  other.agent.jar.forget(/^ory_kratos_session/);
  const foreign = await other.agent.open(`${stack.urls.foyer}/logout`);
  const token =
    foreign.forms.flatMap(({ fields }) => fields).find(([name]) => name === "csrf_token")?.[1] ?? "";

  const asked = await agent.open(`${stack.urls.foyer}/logout?token=${encodeURIComponent(token)}`);
  expect(toSignOut(asked)).toBe(true);
  const refused = await agent.post(`${stack.urls.foyer}/logout`, { csrf_token: token }, asked);
  expect(refused.status).toBe(403);
  expect(await isKnownToHydra(stack, client, agent)).toBe(true);
  await agent.submit(asked, "logout-accept");
  expect(await isKnownToHydra(stack, client, agent)).toBe(false);
});

test("O22: a script at Kratos' sign-out without a session gets Kratos' answer, and ends nothing", async ({
  stack,
}) => {
  const signedIn = await signedInAtApp(stack);
  const { agent, client } = signedIn;
  await letLapse(stack, signedIn);
  const address = `${stack.urls.foyer}/self-service/logout?token=guessed`;
  const answer = await agent.fetch(address, { headers: { accept: "application/json" } });
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []]);
  expect(await isKnownToHydra(stack, client, agent)).toBe(true);
});

test("O22: signing out ends every login session of this browser, not the last alone", async ({ stack }) => {
  const first = await signedInAtApp(stack);
  const { agent, client, person } = first;
  const authorization = await startAuthorization(client, { prompt: "login" });
  const page = await walk(authorization, client.redirectUri, { agent, person });
  const { sid } = { ...(await finishAuthorization(authorization, page.url)).claims() };
  expect(sid).not.toBe(first.sid);
  await agent.click(await agent.open(`${stack.urls.foyer}/account`), "logout-link");
  await waitForNotices(stack, first.sid, "back");
  await waitForNotices(stack, String(sid), "back");
});

test("O22: a flood of an attacker's login links makes no later sign-out a half one", async ({ stack }) => {
  const { agent, client, sid } = await signedInAtApp(stack);
  for (let link = 0; link < 10; link++) {
    const started = await new UserAgent().open((await startAuthorization(client)).url);
    const followed = await agent.open(started.url, { until: client.redirectUri });
    expect(followed.url.searchParams.has("code")).toBe(false);
  }
  await agent.click(await agent.open(`${stack.urls.foyer}/account`), "logout-link");
  expect(await isRemembered(client, agent)).toBe(false);
  await waitForNotices(stack, sid, "back");
});

test("O22: a sign-out that an app asks for ends this browser's other login sessions too", async ({
  stack,
}) => {
  const first = await signedInAtApp(stack);
  const { agent, client, person } = first;
  const authorization = await startAuthorization(client, { prompt: "login" });
  const page = await walk(authorization, client.redirectUri, { agent, person });
  const tokens = await finishAuthorization(authorization, page.url);
  const asked = await agent.open(endSession(client, { id_token_hint: String(tokens.id_token) }));
  await agent.submit(asked, "logout-accept");
  await waitForNotices(stack, first.sid, "back");
  await waitForNotices(stack, String(tokens.claims()?.sid), "back");
});

test("O22: Kratos' sign-out that leads to another origin ends Hydra's login session too", async ({
  stack,
}) => {
  const { agent, client, sid } = await signedInAtApp(stack);
  const account = await agent.open(`${stack.urls.foyer}/account`);
  const created = await agent.fetch(`${stack.urls.foyer}/self-service/logout/browser`, {
    headers: { accept: "application/json" },
  });
  const { logout_url } = await created.json();
  const home = `${stack.urls.relyingParty}/`;
  const answer = await agent.fetch(`${logout_url}&return_to=${encodeURIComponent(home)}`, {
    headers: { accept: "text/html", "sec-fetch-site": "same-origin", referer: account.url.href },
  });
  expect([answer.status, (await answer.text()).includes(home)]).toEqual([200, true]);
  expect(await isRemembered(client, agent)).toBe(false);
  await waitForNotices(stack, sid, "back");
});
