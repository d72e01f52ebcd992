/** Every state of a challenge, and every error Hydra redirects with, ends in a document that says what to do. */

import { createPerson } from "../support/people";
import { finishAuthorization, makeClient, startAuthorization } from "../support/relying-party";
import { expect, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";
import { authorize, openSignedIn, sendPassword, signedInWithApp, walk } from "../support/walk";

const TTL_MS = 3000;

test.use({ stackOptions: { hydra: { ttl: { login_consent_request: `${TTL_MS / 1000}s` } } } });

test("an expired login or consent challenge is a 410 that says to start again from the app", async ({
  stack,
}) => {
  const client = await makeClient(stack);
  const agent = await openSignedIn(stack, await createPerson(stack));
  const tab = new UserAgent();
  const login = await tab.open((await startAuthorization(client)).url);
  const asked = await startAuthorization(client);
  const consent = await agent.open(asked.url);
  expect([login.has("login-flow"), consent.has("consent")]).toEqual([true, true]);
  for (const { url } of [login, consent]) {
    const page = await openExpired(url, url === login.url ? tab : agent);
    expect(page.text).toContain("The app’s request has expired. Nothing was given to it.");
    expect(page.text).toContain("Go back to the app and start again from there.");
  }
  const late = await agent.submit(consent, "accept");
  expect(late.status).toBe(410);
  const again = await agent.click(late, "Start again");
  const done = await agent.submit(again, "accept", { until: client.redirectUri });
  await finishAuthorization(asked, done.url);
});

test("an expired login challenge leads to its app's request, in its own browser's newest tab", async ({
  stack,
}) => {
  const [client, other] = [await makeClient(stack), await makeClient(stack)];
  const agent = new UserAgent();
  const earlier = await agent.open((await startAuthorization(client)).url);
  const asked = await startAuthorization(other);
  const newest = await agent.open(asked.url);
  expect((await openExpired(earlier.url, agent)).text).not.toContain("Start again");
  expect((await openExpired(newest.url, new UserAgent())).text).not.toContain("Start again");
  const again = await agent.click(await agent.open(newest.url), "Start again");
  const person = await createPerson(stack);
  const page = await walk(again, other.redirectUri, { agent, person });
  expect(page.url.searchParams.get("state")).toBe(asked.checks.expectedState);
});

/** Waited for in a browser of its own: a page that is shown meanwhile is the newest one of its browser. */
async function openExpired(url: URL, agent: UserAgent) {
  await expect.poll(async () => (await new UserAgent().open(url)).status, { timeout: TTL_MS * 3 }).toBe(410);
  return agent.open(url);
}

test("an unknown, garbled or missing challenge is a document, whatever the page", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  for (const [page, parameter] of [
    ["login", "login_challenge"],
    ["registration", "login_challenge"],
    ["consent", "consent_challenge"],
    ["logout", "logout_challenge"],
  ]) {
    const unknown = await agent.open(`${stack.urls.foyer}/${page}?${parameter}=garbled`);
    expect(unknown.status, page).toBe(404);
    expect(unknown.text).toContain("We do not know this request");
    const twice = await agent.open(`${stack.urls.foyer}/${page}?${parameter}=a&${parameter}=b`);
    expect(twice.status, page).toBe(400);
  }
  const missing = await agent.open(`${stack.urls.foyer}/consent`);
  expect(missing.status).toBe(400);
  expect(missing.text).toContain("This page is part of signing in to an app.");
});

test("a used logout challenge leads on to where the first answer led", async ({ stack }) => {
  const client = await makeClient(stack);
  const agent = await openSignedIn(stack, await createPerson(stack));
  await authorize(client, { agent });
  const asked = await agent.open(`${stack.urls.hydraPublic}/oauth2/sessions/logout`);
  const first = await agent.submit(asked, "logout-accept");
  const again = await agent.open(asked.url);
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.url.href).toBe(first.url.href);
});

test("two tabs of one app: the older one goes on with the newest request (hydra#3757)", async ({ stack }) => {
  const client = await makeClient(stack);
  const person = await createPerson(stack);
  const agent = new UserAgent();
  const older = await agent.open((await startAuthorization(client)).url);
  const newer = await startAuthorization(client);
  await agent.open(newer.url);
  const page = await walk(older, client.redirectUri, { agent, person });
  expect(page.url.searchParams.get("state")).toBe(newer.checks.expectedState);
  expect((await finishAuthorization(newer, page.url)).claims()?.sub).toBe(person.id);
});

test("two tabs of one app: with the newest request the older one is cancelled (hydra#3757)", async ({
  stack,
}) => {
  const client = await makeClient(stack);
  const agent = new UserAgent();
  await agent.open((await startAuthorization(client)).url);
  const newest = await agent.open((await startAuthorization(client)).url);
  const back = await agent.submit(newest, "cancel-link", { until: client.redirectUri });
  expect(back.url.searchParams.get("error")).toBe("access_denied");
  await openSignedIn(stack, await createPerson(stack), agent);
  const account = await agent.open(`${stack.urls.foyer}/account`);
  expect([account.status, account.has("pending-app")]).toEqual([200, false]);
});

test("two consent pages of one app: the newest is answered, the older asks again (hydra#3757)", async ({
  stack,
}) => {
  const client = await makeClient(stack);
  const agent = await openSignedIn(stack, await createPerson(stack));
  const [first, second] = [await startAuthorization(client), await startAuthorization(client)];
  const older = await agent.open(first.url);
  const newer = await agent.open(second.url);
  const refused = await agent.submit(older, "accept", { until: client.redirectUri });
  expect([refused.status, refused.has("consent-superseded")]).toEqual([409, true]);
  const answered = await agent.submit(newer, "accept", { until: client.redirectUri });
  await finishAuthorization(second, answered.url);
  const askedAgain = await agent.click(refused, "Go on here");
  expect(askedAgain.has("consent")).toBe(true);
  const done = await agent.submit(askedAgain, "accept", { until: client.redirectUri });
  await finishAuthorization(first, done.url);
});

test("a silent renewal in another tab spoils no consent that is being read (hydra#3757)", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  await authorize(client, { agent, remember: true });
  const begun = await startAuthorization(client, { scope: "openid email" });
  const reading = await agent.open(begun.url);
  await authorize(client, { agent, parameters: { prompt: "none" } });
  const refused = await agent.submit(reading, "accept", { until: client.redirectUri });
  expect(refused.has("consent-superseded")).toBe(true);
  const page = await walk(await agent.click(refused, "Go on here"), client.redirectUri, { agent });
  await finishAuthorization(begun, page.url);
});

test("a silent renewal in another tab spoils no sign-in that is being typed (hydra#3757)", async ({
  stack,
}) => {
  const { agent, client, person } = await signedInWithApp(stack);
  await authorize(client, { agent, remember: true });
  for (const parameters of [{ prompt: "login" }, { max_age: "0" }]) {
    const again = await startAuthorization(client, parameters);
    const typing = await agent.open(again.url);
    expect(typing.has("login-flow")).toBe(true);
    await authorize(client, { agent, parameters: { prompt: "none" } });
    const done = await sendPassword(agent, typing, person, { until: client.redirectUri });
    await finishAuthorization(again, done.url);
    expect((await agent.open(again.url)).has("login-flow"), "asked for anew without the password").toBe(true);
  }

  agent.jar.forget(/^ory_kratos_session/);
  const begun = await startAuthorization(client);
  const waiting = await agent.open(begun.url);
  await expect(authorize(client, { agent, parameters: { prompt: "none" } })).rejects.toMatchObject({
    error: "login_required",
  });
  const page = await walk(waiting, client.redirectUri, { agent, person });
  await finishAuthorization(begun, page.url);
});

test("O8: a challenge that another browser started is refused by Hydra, without a code", async ({
  stack,
}) => {
  const client = await makeClient(stack);
  const started = await new UserAgent().open((await startAuthorization(client)).url);
  const agent = await openSignedIn(stack, await createPerson(stack));
  const page = await agent.open(started.url, { until: client.redirectUri });
  expect(page.url.searchParams.get("error")).toBe("request_forbidden");
  expect(page.url.searchParams.has("code")).toBe(false);
});

test("Hydra's error redirects have words, a status and a way out each", async ({ stack }) => {
  const agent = new UserAgent();
  const expected: Record<string, [number, string]> = {
    invalid_client: [400, "We do not know this app"],
    unauthorized_client: [400, "We do not know this app"],
    invalid_request: [400, "The app sent a request we cannot use"],
    invalid_scope: [400, "The app asks for too much"],
    access_denied: [403, "The access was not allowed"],
    login_required: [400, "The app could not sign you in by itself"],
    request_unauthorized: [400, "That took too long"],
    request_forbidden: [403, "This browser lost track of the sign-in"],
    server_error: [400, "Something broke on our side"],
    temporarily_unavailable: [400, "Something broke on our side"],
    anything_else: [400, "The app could not sign you in"],
  };
  for (const [error, [status, title]] of Object.entries(expected)) {
    const query = new URLSearchParams({ error, error_description: "call +1 555 0100" });
    const page = await agent.open(`${stack.urls.foyer}/error?${query}`);
    expect([page.status, page.text.includes(title), page.text.includes("call +1")]).toEqual([
      status,
      true,
      false,
    ]);
    expect(page.text).toContain("Go to sign in");
  }
});

test("the device pages are a 404 document with Hydra v2.3.0, which has no device flow", async ({ stack }) => {
  for (const path of ["/device", "/device?device_challenge=c&user_code=AAAABBBB", "/device/success"]) {
    const page = await new UserAgent().open(stack.urls.foyer + path);
    expect(page.status).toBe(404);
    expect(page.text).toContain("Devices cannot be connected here");
  }
});
