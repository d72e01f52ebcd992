/** OpenID's Basic OP plan, the part about request parameters: each test bears the name of the plan's module. */

import { createPerson, newPerson } from "../support/people";
import { finishAuthorization, makeClient, startAuthorization } from "../support/relying-party";
import { expect, test } from "../support/test";
import { type LoadedPage, UserAgent } from "../support/user-agent.mjs";
import { authorize, openSignedIn, sendPassword, signedInWithApp, walk } from "../support/walk";

/** What the answer at the app says went wrong. */
const toError = (page: LoadedPage) => page.url.searchParams.get("error");

test("oidcc-display-page, oidcc-display-popup: every value is answered with the same page", async ({
  stack,
}) => {
  const client = await makeClient(stack);
  for (const display of ["page", "popup", "touch", "wap"]) {
    const { url } = await startAuthorization(client, { display });
    const page = await new UserAgent().open(url);
    expect(page.status).toBe(200);
    expect(page.has("login-flow")).toBe(true);
  }
});

test("oidcc-prompt-login: a signed-in person gives their password again, and auth_time moves", async ({
  stack,
}) => {
  const { agent, client, person } = await signedInWithApp(stack);
  const first = await authorize(client, { agent });
  await atNextSecond();
  const authorization = await startAuthorization(client, { prompt: "login" });
  const asked = await agent.open(authorization.url, { until: client.redirectUri });
  expect(asked.has("login-flow")).toBe(true);
  const page = await walk(asked, client.redirectUri, { agent, person });
  const tokens = await finishAuthorization(authorization, page.url);
  expect(Number(tokens.claims()?.auth_time)).toBeGreaterThan(Number(first.claims.auth_time));
});

test("oidcc-prompt-none-not-logged-in: login_required, without a page", async ({ stack }) => {
  const client = await makeClient(stack);
  const { url, checks } = await startAuthorization(client, { prompt: "none" });
  const page = await new UserAgent().open(url, { until: client.redirectUri });
  expect(toError(page)).toBe("login_required");
  expect(page.url.searchParams.get("state")).toBe(checks.expectedState);
});

test("oidcc-prompt-none-logged-in: a remembered person and consent answer without a page", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  const first = await authorize(client, { agent, remember: true });
  const authorization = await startAuthorization(client, { prompt: "none" });
  const page = await agent.open(authorization.url, { until: client.redirectUri });
  const claims = (await finishAuthorization(authorization, page.url)).claims();
  expect(claims).toMatchObject({ sub: first.claims.sub, auth_time: first.claims.auth_time, acr: "aal1" });
});

test("prompt=none without a remembered consent is consent_required", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  await authorize(client, { agent });
  const { url } = await startAuthorization(client, { prompt: "none" });
  expect(toError(await agent.open(url, { until: client.redirectUri }))).toBe("consent_required");
});

test("prompt=consent asks although the consent is remembered", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  await authorize(client, { agent, remember: true });
  const { url } = await startAuthorization(client, { prompt: "consent" });
  expect((await agent.open(url, { until: client.redirectUri })).has("consent")).toBe(true);
});

test("oidcc-max-age-1: an older sign-in is done again, and auth_time moves", async ({ stack }) => {
  const { agent, client, person } = await signedInWithApp(stack);
  const first = await authorize(client, { agent });
  await atNextSecond();
  await atNextSecond();
  const authorization = await startAuthorization(client, { max_age: "1" });
  const asked = await agent.open(authorization.url, { until: client.redirectUri });
  expect(asked.has("login-flow")).toBe(true);
  const page = await walk(asked, client.redirectUri, { agent, person });
  const tokens = await finishAuthorization(authorization, page.url);
  expect(Number(tokens.claims()?.auth_time)).toBeGreaterThan(Number(first.claims.auth_time));
});

test("oidcc-max-age-10000: a recent sign-in is enough, and auth_time is in the token", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const first = await authorize(client, { agent, parameters: { max_age: "15000" } });
  const second = await authorize(client, { agent, parameters: { max_age: "10000" } });
  expect(second.claims.auth_time).toBe(first.claims.auth_time);
});

test("oidcc-id-token-hint: with prompt=none anybody but the hinted person is login_required", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  const { tokens, claims } = await authorize(client, { agent, remember: true });
  const parameters = { prompt: "none", id_token_hint: String(tokens.id_token) };
  const again = await authorize(client, { agent, parameters });
  expect(again.claims.sub).toBe(claims.sub);

  const stranger = await openSignedIn(stack, await createPerson(stack));
  await authorize(client, { agent: stranger, remember: true });
  const { url } = await startAuthorization(client, parameters);
  expect(toError(await stranger.open(url, { until: client.redirectUri }))).toBe("login_required");
});

test("id_token_hint for somebody else offers their sign-in, never goes on as who is signed in", async ({
  stack,
}) => {
  const alice = await createPerson(stack);
  const client = await makeClient(stack);
  const { tokens } = await authorize(client, { agent: await openSignedIn(stack, alice) });
  const agent = await openSignedIn(stack, await createPerson(stack));
  const authorization = await startAuthorization(client, { id_token_hint: String(tokens.id_token) });
  const asked = await agent.open(authorization.url, { until: client.redirectUri });
  expect(asked.has("switch-account")).toBe(true);
  expect(asked.has("switch-continue")).toBe(false);
  const login = await agent.submit(asked, "switch-other");
  const page = await walk(login, client.redirectUri, { agent, person: alice });
  expect((await finishAuthorization(authorization, page.url)).claims()?.sub).toBe(alice.id);
});

test("oidcc-login-hint: the login page is prefilled with login_hint", async ({ stack }) => {
  const client = await makeClient(stack);
  const { url } = await startAuthorization(client, { login_hint: "bob@example.org" });
  const page = await new UserAgent().open(url);
  const form = page.forms.find(({ testId }) => testId === "login-flow");
  expect(form?.fields).toContainEqual(["identifier", "bob@example.org"]);
});

test("login_hint for somebody else asks which account, where credentials are asked for", async ({
  stack,
}) => {
  const { agent, client, person } = await signedInWithApp(stack);
  const other = await createPerson(stack);
  const authorization = await startAuthorization(client, { prompt: "login", login_hint: other.email });
  const open = () => agent.open(authorization.url, { until: client.redirectUri });
  const confirmed = await agent.submit(await open(), "switch-continue");
  expect(confirmed.html).toContain(person.email);
  expect(confirmed.html).not.toContain(other.email);
  const asked = await agent.submit(await open(), "switch-other");
  expect(asked.html).toContain(other.email);
  const page = await walk(asked, client.redirectUri, { agent, person: other });
  expect((await finishAuthorization(authorization, page.url)).claims()?.sub).toBe(other.id);
});

test("oidcc-claims-locales: claims_locales changes nothing and breaks nothing", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const { tokens } = await authorize(client, { agent, parameters: { claims_locales: "se" } });
  expect(tokens.id_token).toBeTruthy();
});

test("oidcc-ensure-request-with-acr-values-succeeds: the acr is one of those asked for", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  const { claims } = await authorize(client, { agent, parameters: { acr_values: "1 2" } });
  expect(claims.acr).toBe("1");
});

test("O13: acr_values that nothing here can prove are unmet_authentication_requirements", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  const { url } = await startAuthorization(client, { acr_values: "urn:example:gold" });
  const page = await agent.open(url, { until: client.redirectUri });
  expect(toError(page)).toBe("unmet_authentication_requirements");
});

test("prompt=select_account shows the account, and goes on as it or as another", async ({ stack }) => {
  const { agent, client, person } = await signedInWithApp(stack);
  const other = await createPerson(stack);
  const authorization = await startAuthorization(client, { prompt: "select_account" });
  const chooser = await agent.open(authorization.url);
  expect(chooser.has("account-chooser")).toBe(true);

  const same = await agent.click(chooser, "Continue as Ada", { until: client.redirectUri });
  const page = await walk(same, client.redirectUri, { agent });
  expect((await finishAuthorization(authorization, page.url)).claims()?.sub).toBe(person.id);

  const again = await startAuthorization(client, { prompt: "select_account" });
  const login = await agent.click(await agent.open(again.url), "Use another account");
  expect(login.has("login-flow")).toBe(true);
  const signedOut = await agent.click(login, "logout-link");
  expect(signedOut.has("signed-out")).toBe(true);
  const switched = await sendPassword(agent, await agent.click(signedOut, "login-link"), other);
  expect(switched.text).toContain(other.email);
});

for (const prompt of ["select_account", "create"])
  test(`O24: "Continue as Ada" (${prompt}) goes on as nobody who signed in meanwhile`, async ({ stack }) => {
    const { agent, client, person } = await signedInWithApp(stack);
    const { url } = await startAuthorization(client, { prompt });
    const question = await agent.open(url);
    expect(question.text).toContain(person.email);
    const other = await createPerson(stack);
    agent.jar.store(new URL(stack.urls.foyer), ["ory_kratos_session=; Path=/; Max-Age=0"]);
    await sendPassword(agent, await agent.open(`${stack.urls.foyer}/login`), other);

    const asked = await agent.click(question, "Continue as Ada", { until: client.redirectUri });
    expect(asked.url.href).not.toContain(client.redirectUri);
    expect(asked.text).toContain(other.email);
    const led = await agent.click(asked, "Continue as Ada", {
      until: `${stack.urls.hydraPublic}/oauth2/auth`,
    });
    expect(led.url.searchParams.get("prompt") ?? "").not.toContain(prompt);
  });

test("prompt=create leads to the registration page", async ({ stack }) => {
  const client = await makeClient(stack);
  const { url } = await startAuthorization(client, { prompt: "create" });
  const page = await new UserAgent().open(url);
  expect(page.url.pathname).toBe("/registration");
  expect(page.has("registration-flow")).toBe(true);
});

test("a silent renewal in another tab spoils no registration that is being typed (hydra#3757)", async ({
  stack,
}) => {
  const { agent, client, person } = await signedInWithApp(stack);
  await authorize(client, { agent, remember: true });
  const begun = await startAuthorization(client, { prompt: "registration" });
  const question = await agent.open(begun.url);
  const typing = await agent.submit(question, "Sign out and create another account");
  await expect(authorize(client, { agent, parameters: { prompt: "none" } })).rejects.toMatchObject({
    error: "login_required",
  });
  const { email, password } = newPerson();
  const profile = { "traits.email": email, "traits.name.first": "Bob" };
  const second = await agent.submit(typing, "method=profile", { fill: profile });
  const made = await agent.submit(second, "method=password", {
    fill: { password },
    until: client.redirectUri,
  });
  const page = await walk(made, client.redirectUri, { agent });
  const { sub } = { ...(await finishAuthorization(begun, page.url)).claims() };
  expect(sub).not.toBe(person.id);
});

test("an unknown prompt ends at the app or in a document, never in a loop", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  await authorize(client, { agent });
  for (const prompt of ["shrug", "registration none"]) {
    const page = await walk(await startAuthorization(client, { prompt }), client.redirectUri, { agent });
    expect(toError(page), prompt).toBe("invalid_request");
  }
});

test("a cancelled sign-in is access_denied at the app, with the state it sent", async ({ stack }) => {
  const client = await makeClient(stack);
  const agent = new UserAgent();
  const { url, checks } = await startAuthorization(client);
  const page = await agent.submit(await agent.open(url), "Cancel", { until: client.redirectUri });
  expect(toError(page)).toBe("access_denied");
  expect(page.url.searchParams.get("state")).toBe(checks.expectedState);
});

/** `auth_time` has whole seconds: waits until the clock shows the next one. */
async function atNextSecond(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000) + 5));
}
