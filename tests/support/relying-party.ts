/** The relying party's half of a test: authorization requests, and what openid-client makes of the answers. */

import * as oidc from "openid-client";
import { expect, type Stack } from "./test";

export interface TestClient {
  id: string;
  redirectUri: string;
  configuration: oidc.Configuration;
  metadata: Record<string, unknown>;
}

/** An authorization request that is under way. */
export interface Authorization {
  url: string;
  client: TestClient;
  checks: oidc.AuthorizationCodeGrantChecks;
}

const DEFAULTS = {
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
  scope: "openid offline_access email profile phone address",
};

/**
 * Registers a client of this test's own at Hydra.
 * @param authentication how it authenticates; default `client_secret_basic`
 * @param issuer Hydra's address where it is another than the stack's
 */
export async function makeClient(
  stack: Stack,
  metadata: Record<string, unknown> = {},
  authentication?: (created: Record<string, unknown>) => oidc.ClientAuth,
  issuer?: string,
): Promise<TestClient> {
  const redirectUri = `${stack.urls.relyingParty}/callback`;
  const created = await stack.createClient({
    ...DEFAULTS,
    client_name: "Test app",
    redirect_uris: [redirectUri],
    post_logout_redirect_uris: [`${stack.urls.relyingParty}/`],
    ...metadata,
  });
  return toTestClient(stack, created, authentication?.(created), issuer);
}

/** A client that exists already, such as the stack's `demo-app`. */
export function findClient(stack: Stack, id: string): Promise<TestClient> {
  const known = stack.clients.find((client) => client.client_id === id);
  if (!known) throw new Error(`The stack has no client ${id}`);
  return toTestClient(stack, known);
}

export async function toTestClient(
  stack: Stack,
  metadata: Record<string, unknown>,
  authentication?: oidc.ClientAuth,
  issuer = stack.urls.hydraPublic,
): Promise<TestClient> {
  const id = String(metadata.client_id);
  const secret = metadata.client_secret ? String(metadata.client_secret) : undefined;
  const byDefault = secret ? oidc.ClientSecretBasic(secret) : oidc.None();
  await waitForKeys(issuer);
  const configuration = await oidc.discovery(new URL(issuer), id, {}, authentication ?? byDefault, {
    execute: [oidc.allowInsecureRequests],
  });
  const [first] = Array.isArray(metadata.redirect_uris) ? metadata.redirect_uris : [];
  const redirectUri = typeof first === "string" ? first : `${stack.urls.relyingParty}/callback`;
  return { id, redirectUri, configuration, metadata };
}

/** Hydra makes its keys when they are first asked for; on a busy machine that outlasts its own time limit. */
async function waitForKeys(issuer: string): Promise<void> {
  const hasKeys = () =>
    fetch(`${issuer}/.well-known/jwks.json`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(hasKeys, { timeout: 45_000 }).toBe(true);
}

/** Code + PKCE S256 + state + nonce; `parameters` add to the request or, `undefined`, take away from it. */
export async function startAuthorization(
  client: TestClient,
  parameters: Record<string, string | undefined> = {},
): Promise<Authorization> {
  const verifier = oidc.randomPKCECodeVerifier();
  const all: Record<string, string | undefined> = {
    redirect_uri: client.redirectUri,
    scope: "openid",
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...parameters,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const maxAge = all.max_age === undefined ? undefined : Number(all.max_age);
  return {
    url: oidc.buildAuthorizationUrl(client.configuration, Object.fromEntries(given)).href,
    client,
    checks: {
      pkceCodeVerifier: all.code_challenge ? verifier : undefined,
      expectedState: all.state,
      expectedNonce: all.nonce,
      maxAge,
      idTokenExpected: all.scope?.split(" ").includes("openid"),
    },
  };
}

/** Tokens for the answer at the redirect URI. @throws oidc.AuthorizationResponseError when it is an error */
export function finishAuthorization(
  { client, checks }: Authorization,
  answer: URL | Request,
): Promise<oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers> {
  return oidc.authorizationCodeGrant(client.configuration, answer, checks);
}

/** The claims of a JWT, unverified. */
export function readJwt(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

/** What Hydra says of a token (RFC 7662). */
export async function introspect(stack: Stack, token: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${stack.urls.hydraAdmin}/admin/oauth2/introspect`, {
    method: "POST",
    body: new URLSearchParams({ token }),
  });
  return response.json();
}
