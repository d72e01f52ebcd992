/** What the tokens that consent led to are good for, and for how long. */

import * as oidc from "openid-client";
import { createPerson } from "../support/people";
import { introspect, makeClient, readJwt, startAuthorization } from "../support/relying-party";
import { expect, test } from "../support/test";
import { authorize, openSignedIn, sendPassword, signedInWithApp } from "../support/walk";

const OFFLINE = { scope: "openid offline_access email" };

test("refresh rotation: each refresh token works once; its reuse ends the whole family", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  const { tokens } = await authorize(client, { agent, parameters: OFFLINE });
  const first = String(tokens.refresh_token);
  const second = await oidc.refreshTokenGrant(client.configuration, first);
  expect(second.refresh_token).not.toBe(first);
  await expect(oidc.refreshTokenGrant(client.configuration, first)).rejects.toMatchObject({ status: 400 });
  await expect(
    oidc.refreshTokenGrant(client.configuration, String(second.refresh_token)),
  ).rejects.toMatchObject({ status: 400 });
});

test("no offline_access, no refresh token: unticked on the consent page, it is not given", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  const { tokens } = await authorize(client, { agent, parameters: OFFLINE, tick: ["email"] });
  expect(tokens.refresh_token).toBeUndefined();
  expect(tokens.scope?.split(" ").toSorted()).toEqual(["email", "openid"]);
});

test("revocation: a revoked refresh token takes its access token along", async ({ stack }) => {
  const { agent, client } = await signedInWithApp(stack);
  const { tokens } = await authorize(client, { agent, parameters: OFFLINE });
  await oidc.tokenRevocation(client.configuration, String(tokens.refresh_token));
  expect(await introspect(stack, tokens.access_token)).toEqual({ active: false });
  await expect(
    oidc.fetchUserInfo(client.configuration, tokens.access_token, oidc.skipSubjectCheck),
  ).rejects.toThrow();
});

test("introspection: names client, subject, scopes and audience of a live token", async ({ stack }) => {
  const audience = ["https://api.example/v1"];
  const { agent, client, person } = await signedInWithApp(stack, { audience });
  const parameters = { ...OFFLINE, audience: audience.join(" ") };
  const { tokens } = await authorize(client, { agent, parameters });
  expect(await introspect(stack, tokens.access_token)).toMatchObject({
    active: true,
    aud: audience,
    client_id: client.id,
    sub: person.id,
    scope: "openid offline_access email",
  });
});

test("O1: an audience that no remembered consent has is asked about, then remembered too", async ({
  stack,
}) => {
  const audience = ["https://api.example/v1", "https://payments.example"];
  const { agent, client } = await signedInWithApp(stack, { audience });
  await authorize(client, { agent, remember: true });
  const more = { audience: audience.join(" ") };
  await expect(authorize(client, { agent, parameters: { ...more, prompt: "none" } })).rejects.toMatchObject({
    error: "consent_required",
  });
  const asked = await agent.open((await startAuthorization(client, more)).url);
  expect(asked.has("consent")).toBe(true);
  expect(asked.text).toContain("payments.example");
  await authorize(client, { agent, remember: true, parameters: more });
  const { tokens } = await authorize(client, { agent, parameters: { ...more, prompt: "none" } });
  expect(await introspect(stack, tokens.access_token)).toMatchObject({ aud: audience });
});

test("O1: a new audience that comes with max_age=0 is asked about after one password, not two", async ({
  stack,
}) => {
  const audience = ["https://api.example/v1"];
  const { agent, client, person } = await signedInWithApp(stack, { audience });
  await authorize(client, { agent, remember: true });
  const parameters = { audience: audience.join(" "), max_age: "0" };
  const asked = await agent.open((await startAuthorization(client, parameters)).url);
  expect(asked.has("login-flow")).toBe(true);
  expect((await sendPassword(agent, asked, person)).has("consent")).toBe(true);
});

test("O1: what was allowed at one API is asked about before it is granted at another", async ({ stack }) => {
  const [notes, payments] = ["https://notes.example", "https://payments.example"];
  const { agent, client } = await signedInWithApp(stack, { audience: [notes, payments] });
  const scope = "openid offline_access email";
  const remembered = { agent, remember: true };
  await authorize(client, { ...remembered, parameters: { scope, audience: payments }, tick: ["email"] });
  await stack.query(
    "hydra",
    `UPDATE hydra_oauth2_flow SET requested_at = requested_at - interval '1 minute' WHERE client_id = '${client.id}'`,
  );
  await authorize(client, { ...remembered, parameters: { scope, audience: notes } });
  const silent = (parameters: Record<string, string>) =>
    authorize(client, { agent, parameters: { ...parameters, prompt: "none" } });
  await expect(silent({ scope, audience: payments })).rejects.toMatchObject({ error: "consent_required" });
  const { tokens } = await silent({ scope: "openid email", audience: payments });
  expect(await introspect(stack, tokens.access_token)).toMatchObject({ aud: [payments] });
  expect((await silent({ scope, audience: notes })).tokens.refresh_token).toBeDefined();
});

test("JWT access tokens: signed, with the granted scopes and mapped claims alone", async ({ stack }) => {
  const { agent, client, person } = await signedInWithApp(stack, { access_token_strategy: "jwt" });
  const { tokens } = await authorize(client, { agent, parameters: OFFLINE });
  const claims = readJwt(tokens.access_token);
  expect(claims).toMatchObject({ iss: stack.urls.hydraPublic, sub: person.id, client_id: client.id });
  expect(claims.scp).toEqual(["openid", "offline_access", "email"]);
  expect(claims.ext).toEqual({});
});

test("oidcc-server-rotate-keys: new tokens verify by the new key and old ones by the old", async ({
  stack,
}) => {
  const { agent, client } = await signedInWithApp(stack);
  const before = await authorize(client, { agent });
  await fetch(`${stack.urls.hydraAdmin}/admin/keys/hydra.openid.id-token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ alg: "RS256", use: "sig", kid: "rotated-key" }),
  });
  const fresh = await makeClient(stack);
  oidc.enableNonRepudiationChecks(fresh.configuration);
  const after = await authorize(fresh, { agent });
  const published = await (await fetch(String(fresh.configuration.serverMetadata().jwks_uri))).json();
  const kids = published.keys.map(({ kid }: { kid: string }) => kid);
  expect(readKid(String(after.tokens.id_token))).not.toBe(readKid(String(before.tokens.id_token)));
  expect(kids).toEqual(
    expect.arrayContaining([readKid(String(before.tokens.id_token)), readKid(String(after.tokens.id_token))]),
  );
});

test("oidcc-server dynamic registration: a client that registered itself signs a person in", async ({
  stack,
}) => {
  const person = await createPerson(stack);
  const agent = await openSignedIn(stack, person);
  const redirectUri = `${stack.urls.relyingParty}/callback`;
  const configuration = await oidc.dynamicClientRegistration(
    new URL(stack.urls.hydraPublic),
    {
      client_name: "Self-made",
      redirect_uris: [redirectUri],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "client_secret_post",
      scope: "openid email",
    },
    undefined,
    { execute: [oidc.allowInsecureRequests] },
  );
  const metadata = configuration.clientMetadata();
  const client = { id: metadata.client_id, redirectUri, configuration, metadata: { ...metadata } };
  const { claims } = await authorize(client, { agent, parameters: { scope: "openid email" } });
  expect(claims).toMatchObject({ sub: person.id, email: person.email });
});

function readKid(token: string): unknown {
  return JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid;
}
