/** Sign-outs by links that others lay, and by browsers with several sign-ins behind them. */

import { readAudit } from "../support/foyer-log";
import { createPerson } from "../support/people";
import { finishAuthorization, startAuthorization, type TestClient } from "../support/relying-party";
import {
  endSession,
  isRemembered,
  isSignedIn,
  signedInAtApp,
  toSignOut,
  waitForNotices,
} from "../support/sign-out";
import { expect, type Stack, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";
import { sendPassword, walk } from "../support/walk";

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
    expect(page.url.pathname).toBe("/logout");
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

test("L4: a sign-out is said of whoever signed out, not of who used an app there before", async ({
  stack,
}) => {
  const { person: before, agent } = await signedInAtApp(stack);
  const now = await createPerson(stack);
  agent.jar.forget(/^ory_kratos_session$/);
  const account = await sendPassword(agent, await agent.open(`${stack.urls.foyer}/login`), now);
  await agent.click(account, "logout-link");
  const ended = (await readAudit(stack)).filter(({ action }) => action === "sign-out");
  expect(ended.filter(({ subject }) => subject === now.id)).toHaveLength(1);
  expect(ended.filter(({ subject }) => subject === before.id)).toEqual([]);
});
