/** What an app demands of a sign-in holds wherever the request says it, and a browser cannot get round it (threat O21). */

import { createPerson } from "../support/people";
import {
  type Authorization,
  finishAuthorization,
  makeClient,
  startAuthorization,
  type TestClient,
} from "../support/relying-party";
import { makeSigningClient, serveRequest, signRequest } from "../support/request-object";
import { expect, type Stack, test } from "../support/test";
import { type LoadedPage, UserAgent } from "../support/user-agent.mjs";
import { authorize, openSignedIn, walk } from "../support/walk";

/** A person who signed in at Kratos in an earlier second. */
async function atDesk(stack: Stack, client: TestClient) {
  const person = await createPerson(stack);
  const agent = await openSignedIn(stack, person);
  await atNextSecond();
  return { person, agent, client, before: 0 };
}

type Desk = Awaited<ReturnType<typeof atDesk>>;

/** One whom Hydra knows too, since an earlier second. */
async function atWork(stack: Stack, client: TestClient): Promise<Desk> {
  const desk = await atDesk(stack, client);
  const { claims } = await authorize(client, desk);
  await atNextSecond();
  return { ...desk, before: Number(claims.auth_time) };
}

/** A request whose object says more; OAuth 2.0 wants `response_type` outside of it. */
function startSigned(client: TestClient, claims: Record<string, unknown>): Promise<Authorization> {
  return startAuthorization(client, { response_type: "code", request: signRequest(claims) });
}

const open = ({ agent, client }: Desk, { url }: Authorization): Promise<LoadedPage> =>
  agent.open(url, { until: client.redirectUri });

/** The page that answers must ask for the password; given it, the app is told of a new `auth_time`. */
async function expectCredentials(
  { agent, client, person, before }: Desk,
  authorization: Authorization,
  page: LoadedPage,
): Promise<void> {
  expect([page.status, page.has("login-flow")]).toEqual([200, true]);
  const unasked = await agent.open(page.url, { until: client.redirectUri });
  expect(unasked.has("login-flow"), "asked again without the password").toBe(true);
  const done = await walk(page, client.redirectUri, { agent, person });
  const tokens = await finishAuthorization(authorization, done.url);
  expect(Number(tokens.claims()?.auth_time)).toBeGreaterThan(before);
}

/** Whether Hydra and Foyer let the person through to the app's consent without a question. */
async function isLetThrough(agent: UserAgent, client: TestClient): Promise<boolean> {
  const { url } = await startAuthorization(client);
  return (await agent.open(url, { until: client.redirectUri })).has("consent");
}

test("O21: prompt=login in a signed request object asks for the password", async ({ stack }) => {
  const desk = await atDesk(stack, await makeSigningClient(stack));
  const authorization = await startSigned(desk.client, { prompt: "login" });
  await expectCredentials(desk, authorization, await open(desk, authorization));
});

test("O21: max_age in a signed request object asks for the password, as a number and as text", async ({
  stack,
}) => {
  for (const max_age of [0, "0"]) {
    const desk = await atDesk(stack, await makeSigningClient(stack));
    const authorization = await startSigned(desk.client, { max_age });
    await expectCredentials(desk, authorization, await open(desk, authorization));
  }
});

test("other parameters of a request object count: acr_values, login_hint, redirect_uri, prompt", async ({
  stack,
}) => {
  const elsewhere = `${stack.urls.relyingParty.replace("localhost", "127.0.0.1")}/callback`;
  const redirect_uris = [`${stack.urls.relyingParty}/callback`, elsewhere];
  const desk = await atWork(stack, await makeSigningClient(stack, { redirect_uris }));
  const openSigned = async (claims: Record<string, unknown>) =>
    open(desk, await startSigned(desk.client, claims));
  const gold = await openSigned({ acr_values: "urn:example:gold" });
  expect(gold.url.searchParams.get("error")).toBe("unmet_authentication_requirements");
  const none = await openSigned({ prompt: "none" });
  expect(none.url.searchParams.get("error")).toBe("consent_required");
  const consent = (await openSigned({ redirect_uri: elsewhere })).byTestId("consent");
  expect(consent).toContain(new URL(elsewhere).host);
  expect(consent).not.toContain(new URL(desk.client.redirectUri).host);
  desk.agent.jar.forget(/./);
  expect((await openSigned({ login_hint: "bob@example.org" })).html).toContain("bob@example.org");
});

test("O21: a request object that the client has not signed changes nothing", async ({ stack }) => {
  const desk = await atWork(stack, await makeSigningClient(stack));
  const [header, payload] = signRequest({ prompt: "" }).split(".");
  const request = `${header}.${payload}.AAAA`;
  const forged = { response_type: "code", prompt: "login", request };
  const page = await open(desk, await startAuthorization(desk.client, forged));
  expect(page.url.searchParams.get("error")).toBe("invalid_request_object");
});

test("O21: a request_uri, which Foyer cannot read, asks for the password", async ({ stack }) => {
  const served = await serveRequest(signRequest({ prompt: "login" }));
  try {
    const desk = await atDesk(stack, await makeSigningClient(stack, { request_uris: [served.url] }));
    const parameters = { response_type: "code", request_uri: served.url };
    const authorization = await startAuthorization(desk.client, parameters);
    await expectCredentials(desk, authorization, await open(desk, authorization));
  } finally {
    served.close();
  }
});

test("O21: prompt, max_age or an object by POST beside a whole query asks for the password", async ({
  stack,
}) => {
  const request = signRequest({ prompt: "login" });
  const hidden: Record<string, string>[] = [{ prompt: "login" }, { max_age: "0" }, { request }];
  for (const body of hidden) {
    const desk = await atWork(stack, await makeSigningClient(stack));
    const authorization = await startAuthorization(desk.client);
    await expectCredentials(desk, authorization, await desk.agent.post(authorization.url, body));
  }
});

test("O21: prompt=login by POST beside prompt=none in the query is login_required", async ({ stack }) => {
  const { agent, client } = await atWork(stack, await makeClient(stack));
  const { url } = await startAuthorization(client, { prompt: "none" });
  const body = new URLSearchParams({ prompt: "login" });
  const answer = await agent.fetch(url, { method: "POST", body });
  const page = await agent.open(answer.headers.get("location") ?? "", { until: client.redirectUri });
  expect(page.url.searchParams.get("error")).toBe("login_required");
});

test("Hydra's cookie or login session gone: the password is asked for once, then no more", async ({
  stack,
}) => {
  const revoke = ({ person }: Desk) =>
    fetch(`${stack.urls.hydraAdmin}/admin/oauth2/auth/sessions/login?subject=${person.id}`, {
      method: "DELETE",
    });
  for (const lapse of [revoke, ({ agent }: Desk) => agent.jar.forget(/^ory_hydra_session/)]) {
    const desk = await atWork(stack, await makeClient(stack));
    expect(await isLetThrough(desk.agent, desk.client)).toBe(true);
    await lapse(desk);
    const authorization = await startAuthorization(desk.client);
    const page = await open(desk, authorization);
    expect(page.text).toContain("confirm that it is you");
    await expectCredentials(desk, authorization, page);
    expect(await isLetThrough(desk.agent, desk.client)).toBe(true);
  }
});

test("a browser that was closed, or signed out and in again, is let through unasked", async ({ stack }) => {
  const { agent, client, person } = await atWork(stack, await makeClient(stack));
  agent.jar.closeBrowser();
  expect(await isLetThrough(agent, client)).toBe(true);
  await agent.click(await agent.open(`${stack.urls.foyer}/account`), "logout-link");
  const login = await agent.open((await startAuthorization(client)).url);
  const page = await walk(login, client.redirectUri, { agent, person });
  expect(page.url.searchParams.has("code")).toBe(true);
  expect(await isLetThrough(agent, client)).toBe(true);
});

test("going back to a sign-in that was accepted leads to its consent, without the password", async ({
  stack,
}) => {
  const desk = await atWork(stack, await makeClient(stack));
  desk.agent.jar.closeBrowser();
  const first = await open(desk, await startAuthorization(desk.client));
  const challenged = first.hops.find((hop) => hop.includes("login_challenge="));
  const again = await desk.agent.open(challenged ?? "", { until: desk.client.redirectUri });
  expect([first.has("consent"), again.has("consent")]).toEqual([true, true]);
});

test("Back from an app that asks for no consent says that it is done, and the app gets no error", async ({
  stack,
}) => {
  const person = await createPerson(stack);
  const client = await makeClient(stack, { skip_consent: true });
  const agent = new UserAgent();
  const asked = await agent.open((await startAuthorization(client)).url);
  const first = await walk(asked, client.redirectUri, { agent, person });
  expect(first.url.searchParams.has("code")).toBe(true);
  const back = await agent.open(asked.url, { until: client.redirectUri });
  expect([back.status, back.text.includes("This is already done")]).toEqual([410, true]);
  const again = await agent.click(back, "Start again", { until: client.redirectUri });
  expect(again.url.searchParams.has("code")).toBe(true);
});

/** `auth_time` has whole seconds: waits until the clock shows the next one. */
async function atNextSecond(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000) + 5));
}
