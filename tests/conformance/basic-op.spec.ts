/** OpenID's Basic OP plan, the part about answers and tokens: each test bears the name of the plan's module. */

import * as oidc from "openid-client";
import { createPerson } from "../support/people";
import {
  finishAuthorization,
  introspect,
  makeClient,
  readJwt,
  startAuthorization,
} from "../support/relying-party";
import { expect, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";
import { authorize, signedInWithApp, walk } from "../support/walk";

test("oidcc-server: code flow with PKCE S256, state and nonce ends with verified tokens", async ({
  stack,
}) => {
  const person = await createPerson(stack);
  const client = await makeClient(stack);
  const agent = new UserAgent();
  const { tokens, claims, page } = await authorize(client, { agent, person });
  expect(claims).toMatchObject({ iss: stack.urls.hydraPublic, sub: person.id, amr: ["pwd"], acr: "aal1" });
  expect(claims.aud).toContain(client.id);
  expect(tokens.token_type).toBe("bearer");
  expect(page.hops.filter((hop) => hop.startsWith(stack.urls.foyer)).length).toBeGreaterThan(0);
});

test("oidcc-idtoken-signature: the ID token is signed with a published key", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  oidc.enableNonRepudiationChecks(client.configuration);
  const { tokens } = await authorize(client, { agent });
  const header = JSON.parse(Buffer.from(String(tokens.id_token).split(".")[0] ?? "", "base64url").toString());
  expect(header).toMatchObject({ alg: "RS256", kid: expect.any(String) });
});

test("oidcc-response-type-missing: a request without response_type is refused at the app", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  const authorization = await startAuthorization(client);
  const url = new URL(authorization.url);
  url.searchParams.delete("response_type");
  const page = await agent.open(url, { until: client.redirectUri });
  expect(page.url.searchParams.get("error")).toBe("unsupported_response_type");
});

test("oidcc-userinfo-get, -post-header, -post-body: userinfo takes the token each way", async ({ stack }) => {
  const { agent, client, person } = await signedInWithApp(stack);
  const { tokens } = await authorize(client, { agent, parameters: { scope: "openid email" } });
  const url = String(client.configuration.serverMetadata().userinfo_endpoint);
  const authorization = `Bearer ${tokens.access_token}`;
  const body = new URLSearchParams({ access_token: tokens.access_token });
  for (const init of [
    { headers: { authorization } },
    { method: "POST", headers: { authorization } },
    { method: "POST", body },
  ]) {
    const response = await fetch(url, init);
    expect(await response.json()).toMatchObject({
      sub: person.id,
      email: person.email,
      email_verified: false,
    });
  }
});

test("oidcc-ensure-request-without-nonce-succeeds-for-code-flow", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const { claims } = await authorize(client, { agent, parameters: { nonce: undefined } });
  expect(claims.nonce).toBeUndefined();
});

test("oidcc-nonce: the ID token repeats the nonce, the answer repeats the state", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const parameters = { nonce: "n-0123456789abcdef", state: "s-0123456789abcdef" };
  const { claims, page } = await authorize(client, { agent, parameters });
  expect(claims.nonce).toBe(parameters.nonce);
  expect(page.url.searchParams.get("state")).toBe(parameters.state);
});

test("oidcc-ensure-other-scope-order-succeeds: openid may stand anywhere in scope", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const { tokens } = await authorize(client, { agent, parameters: { scope: "email openid" } });
  expect(tokens.id_token).toBeTruthy();
});

test("oidcc-ensure-request-with-unknown-parameter-succeeds", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const { tokens } = await authorize(client, { agent, parameters: { extra: "foobar" } });
  expect(tokens.id_token).toBeTruthy();
});

test("oidcc-codereuse: a replayed code is refused and takes the tokens with it", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const { tokens, page, authorization } = await authorize(client, { agent });
  await expect(finishAuthorization(authorization, page.url)).rejects.toMatchObject({
    error: "invalid_grant",
  });
  const introspection = await introspect(stack, tokens.access_token);
  expect(introspection.active).toBe(false);
});

test("oidcc-ensure-registered-redirect-uri: an unregistered or missing one is told on the page", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  const authorization = await startAuthorization(client, { redirect_uri: "http://localhost:9/elsewhere" });
  const page = await agent.open(authorization.url);
  expect(page.url.href).toContain(`${stack.urls.foyer}/error`);
  expect(page.status).toBe(400);
  expect(page.text).toContain("The app gave an address we do not know");
  expect(page.text).toContain("redirect_uri is not one of the client's redirect_uris");
  expect(page.text).not.toContain("localhost:9");

  const nameless = new URL(authorization.url);
  nameless.searchParams.delete("redirect_uri");
  const other = await agent.open(nameless);
  expect(other.text).toContain("The app did not say where to lead you");
});

test("oidcc-ensure-post-request-succeeds: what Hydra cannot carry on is said before a password", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  const authorization = await startAuthorization(client);
  const url = new URL(authorization.url);
  const page = await agent.post(url.origin + url.pathname, Object.fromEntries(url.searchParams));
  expect(page.url.href).toContain(`${stack.urls.foyer}/login?login_challenge=`);
  expect(page.status).toBe(400);
  expect(page.text).toContain("The app began in a way that cannot be finished");
  expect(page.has("login-flow")).toBe(false);
});

test("oidcc-refresh-token: a refresh token keeps scope and subject, and the ID token's claims", async ({
  stack,
}) => {
  const { agent, client, person } = await signedInWithApp(stack);
  const parameters = { scope: "openid offline_access email" };
  const { tokens, claims } = await authorize(client, { agent, parameters });
  const refreshed = await oidc.refreshTokenGrant(client.configuration, String(tokens.refresh_token));
  expect(refreshed.claims()).toMatchObject({
    sub: person.id,
    email: person.email,
    auth_time: claims.auth_time,
  });
  expect(refreshed.scope?.split(" ").toSorted()).toEqual(["email", "offline_access", "openid"]);
});

test("oidcc-ensure-request-with-valid-pkce-succeeds: only a wrong verifier is refused", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const authorization = await startAuthorization(client);
  const page = await walk(authorization, client.redirectUri, { agent });
  const wrong = { ...authorization.checks, pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
  await expect(finishAuthorization({ ...authorization, checks: wrong }, page.url)).rejects.toMatchObject({
    error: "invalid_grant",
  });
  const { tokens } = await authorize(client, { agent });
  expect(tokens.access_token).toBeTruthy();
});

test("oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const request = `${encode({ alg: "none" })}.${encode({ client_id: client.id, scope: "openid" })}.`;
  const authorization = await startAuthorization(client, { request });
  const page = await walk(authorization, client.redirectUri, { agent });
  const isSupported = page.url.searchParams.has("code");
  expect(
    isSupported ||
      /^(invalid_request_object|request_not_supported|invalid_request)$/.test(
        page.url.searchParams.get("error") ?? "",
      ),
  ).toBe(true);
});

test("oidcc-claims-essential: the request succeeds with what the scopes release", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  expect(client.configuration.serverMetadata().claims_parameter_supported).toBe(false);
  const claims = JSON.stringify({ userinfo: { email: { essential: true } } });
  const { tokens, claims: idToken } = await authorize(client, {
    agent,
    parameters: { scope: "openid", claims },
  });
  const userinfo = await oidc.fetchUserInfo(client.configuration, tokens.access_token, String(idToken.sub));
  expect(userinfo).not.toHaveProperty("email");
});

test("form_post: response_mode=form_post delivers code and state by a form", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const authorization = await startAuthorization(client, { response_mode: "form_post" });
  const page = await walk(authorization, client.redirectUri, { agent });
  expect(page.status).toBe(200);
  const form = page.forms.find(({ action }) => action === client.redirectUri);
  const body = new URLSearchParams(form?.fields);
  expect(body.get("state")).toBe(authorization.checks.expectedState);
  const answer = new Request(client.redirectUri, { method: "POST", body });
  const tokens = await finishAuthorization(authorization, answer);
  expect(readJwt(String(tokens.id_token)).nonce).toBe(authorization.checks.expectedNonce);
});
