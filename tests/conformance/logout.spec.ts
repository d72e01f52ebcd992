import { decodeHtml } from "../support/html.mjs";
import { createPerson } from "../support/people";
import { finishAuthorization, makeClient, startAuthorization } from "../support/relying-party";
import {
  endSession,
  isRemembered,
  isSignedIn,
  signedInAtApp,
  toSignOut,
  waitForNotices,
} from "../support/sign-out";
import { expect, test } from "../support/test";
import { type LoadedPage, UserAgent } from "../support/user-agent.mjs";
import { authorize, openSignedIn, sendPassword, walk } from "../support/walk";

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
  expect(page.has("signed-out")).toBe(true);
  expect(await isSignedIn(stack, agent)).toBe(false);
  expect(await isRemembered(client, agent)).toBe(false);
  await waitForNotices(stack, sid, "back");
});

test("oidcc-rp-initiated-logout-bad-*, -modified-*: the page says what; nobody is signed out", async ({
  stack,
}) => {
  const { agent, client, idToken } = await signedInAtApp(stack);
  const bad: [heading: string, parameters: Record<string, string>][] = [
    [
      "The app cannot lead you back after signing out",
      { id_token_hint: idToken, post_logout_redirect_uri: "http://localhost:9/elsewhere" },
    ],
    ["The app’s request is not valid", { id_token_hint: `${idToken.slice(0, -8)}AAAAAAAA` }],
    ["The app’s request is not valid", { id_token_hint: "not.a.token" }],
    ["The app did not say whom to sign out", { post_logout_redirect_uri: `${stack.urls.relyingParty}/` }],
    ["The app did not say whom to sign out", { state: "alone" }],
  ];
  for (const [heading, parameters] of bad) {
    const page = await agent.open(endSession(client, parameters));
    expect(page.url.href).toContain(`${stack.urls.foyer}/error`);
    expect(page.status).toBe(400);
    expect(page.text).toContain(heading);
    expect(page.html).toContain('href="/logout"');
  }
  expect(await isSignedIn(stack, agent)).toBe(true);
});

test("oidcc-rp-initiated-logout-no-post-logout-redirect-uri: the end is a page that says so", async ({
  stack,
}) => {
  const { agent, client, idToken, person } = await signedInAtApp(stack);
  const asked = await agent.open(endSession(client, { id_token_hint: idToken }));
  const page = await agent.submit(asked, "logout-accept");
  expect(page.has("signed-out")).toBe(true);
  expect(page.text).toContain(person.email);
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

test("O16: Sign out on a question that was left lying, or refused before, ends both sides", async ({
  stack,
}) => {
  const logout = `${stack.urls.hydraPublic}/oauth2/sessions/logout`;
  const ends = [
    () =>
      stack.query("hydra", "UPDATE hydra_oauth2_logout_request SET expires_at = now() - interval '1 hour'"),
    async (agent: UserAgent, asked: LoadedPage) => {
      await agent.submit(asked, "logout-reject");
    },
  ];
  for (const end of ends) {
    const { agent, client, sid } = await signedInAtApp(stack);
    const asked = await agent.open(logout);
    await end(agent, asked);
    const page = await agent.submit(asked, "logout-accept");
    expect(page.has("signed-out")).toBe(true);
    expect(await isSignedIn(stack, agent)).toBe(false);
    expect(await isRemembered(client, agent)).toBe(false);
    await waitForNotices(stack, sid, "back");
  }
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

test("oidcc-frontchannel-rp-initiated-logout: Hydra's page loads the app's own address", async ({
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
  expect(page.has("signed-out")).toBe(true);
  for (const agent of [here.agent, there]) {
    expect(await isSignedIn(stack, agent)).toBe(false);
    expect(await isRemembered(here.client, agent)).toBe(false);
  }
  await waitForNotices(stack, here.sid, "back");
  await waitForNotices(stack, String(claims.sid), "back");
});

for (const [what, open] of [
  ["Allow", (agent: UserAgent, consent: LoadedPage) => agent.submit(consent, "accept")],
  ["F5", (agent: UserAgent, consent: LoadedPage) => agent.open(consent.url)],
] as const)
  test(`${what}, at a consent that was signed out of in another browser, ends at the app`, async ({
    stack,
  }) => {
    const person = await createPerson(stack);
    const client = await makeClient(stack);
    const agent = new UserAgent();
    const authorization = await startAuthorization(client);
    const consent = await sendPassword(agent, await agent.open(authorization.url), person);
    const there = await openSignedIn(stack, person);
    await there.submit(await there.open(`${stack.urls.foyer}/sessions`), "sign-out-everywhere");
    await openSignedIn(stack, person, agent);
    const page = await walk(await open(agent, consent), client.redirectUri, { agent, person });
    const tokens = await finishAuthorization(authorization, page.url);
    expect(tokens.claims()?.sub).toBe(person.id);
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
