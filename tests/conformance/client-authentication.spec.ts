/** Each way a client may prove itself at Hydra's token endpoint, end to end through Foyer. */

import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import * as oidc from "openid-client";
import { createPerson } from "../support/people";
import { makeClient, toTestClient } from "../support/relying-party";
import { expect, type Stack, test } from "../support/test";
import { authorize, openSignedIn } from "../support/walk";

const generate = promisify(generateKeyPair);

test("client_secret_basic: the right secret is accepted, a wrong one is invalid_client", async ({
  stack,
}) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  const client = await makeClient(stack, { token_endpoint_auth_method: "client_secret_basic" });
  expect((await authorize(client, { agent })).tokens.access_token).toBeTruthy();
  const wrong = await toTestClient(stack, client.metadata, oidc.ClientSecretBasic("wrong-secret"));
  await expect(authorize(wrong, { agent })).rejects.toMatchObject({ status: 401 });
});

test("oidcc-server-client-secret-post: the secret in the body is accepted", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  const client = await makeClient(stack, { token_endpoint_auth_method: "client_secret_post" }, (created) =>
    oidc.ClientSecretPost(String(created.client_secret)),
  );
  expect((await authorize(client, { agent })).tokens.access_token).toBeTruthy();
});

test("none: a public client needs PKCE and nothing else", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  const client = await makeClient(stack, { token_endpoint_auth_method: "none" });
  expect((await authorize(client, { agent })).tokens.access_token).toBeTruthy();
  const parameters = { code_challenge: undefined, code_challenge_method: undefined };
  await expect(authorize(client, { agent, parameters })).rejects.toMatchObject({ error: "invalid_request" });
});

test("private_key_jwt: an assertion by the registered key is accepted, one by another is not", async ({
  stack,
}) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  const [registered, other] = await Promise.all([makeKey(), makeKey()]);
  const client = await makeClient(
    stack,
    {
      token_endpoint_auth_method: "private_key_jwt",
      token_endpoint_auth_signing_alg: "RS256",
      jwks: { keys: [registered.jwk] },
    },
    () => signWith(registered.privateKey, stack),
  );
  expect((await authorize(client, { agent })).tokens.access_token).toBeTruthy();
  const impostor = await toTestClient(stack, client.metadata, signWith(other.privateKey, stack));
  await expect(authorize(impostor, { agent })).rejects.toMatchObject({ status: 401 });
});

test("client_secret_jwt is not offered by Hydra, and discovery says so", async ({ stack }) => {
  const client = await makeClient(stack);
  const { token_endpoint_auth_methods_supported: methods } = client.configuration.serverMetadata();
  expect(methods?.toSorted()).toEqual([
    "client_secret_basic",
    "client_secret_post",
    "none",
    "private_key_jwt",
  ]);
});

test("client_credentials: a machine gets tokens without any page", async ({ stack }) => {
  const client = await makeClient(stack, { grant_types: ["client_credentials"], scope: "reports:read" });
  const tokens = await oidc.clientCredentialsGrant(client.configuration, { scope: "reports:read" });
  expect(tokens).toMatchObject({ token_type: "bearer", scope: "reports:read" });
  expect(tokens.refresh_token).toBeUndefined();
});

/** Hydra wants its token endpoint as the assertion's audience, where openid-client names the issuer. */
function signWith(key: CryptoKey, { urls }: Stack): oidc.ClientAuth {
  return oidc.PrivateKeyJwt(
    { key, kid: "client-key" },
    {
      [oidc.modifyAssertion]: (_header, payload) => {
        payload.aud = `${urls.hydraPublic}/oauth2/token`;
      },
    },
  );
}

async function makeKey() {
  const { publicKey, privateKey } = await generate("rsa", { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "client-key", alg: "RS256", use: "sig" };
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const der = privateKey.export({ format: "der", type: "pkcs8" });
  return {
    jwk,
    privateKey: await crypto.subtle.importKey("pkcs8", new Uint8Array(der), algorithm, false, ["sign"]),
  };
}
