// @ts-check
// Sends a person to Hydra, takes the authorization code back, and exchanges refresh tokens.

import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
} from "openid-client";
import { readBody, redirect } from "../http.mjs";
import { toUrl } from "./request-url.mjs";

/** @typedef {import("./server.mjs").Handler} Handler */

const DEFAULT_SCOPE = "openid offline_access email profile";

/** `client` chooses the OAuth2 client; every other query parameter goes into the authorization request. @type {Handler} */
export async function startSignIn(rp, request, response) {
  const { client: clientId = "demo-app", ...options } = Object.fromEntries(toUrl(rp, request).searchParams);
  const configuration = await rp.clients.get(clientId);
  const [state, nonce, codeVerifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  const location = buildAuthorizationUrl(configuration, {
    redirect_uri: `${rp.url}/callback`,
    scope: DEFAULT_SCOPE,
    ...options,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
  });

  const session = await rp.sessions.open(request, response);
  session.data.pending.set(state, { clientId, codeVerifier, nonce, maxAge: toMaxAge(options.max_age) });
  await session.save();
  redirect(response, location.href);
}

/** Takes the answer as a query or as a form post. @type {Handler} */
export async function finishSignIn(rp, request, response) {
  const session = await rp.sessions.open(request, response);
  const { answer, asked } = await toAnswer(rp, request);
  const state = answer.get("state") ?? "";
  const pending = session.data.pending.get(state);
  if (!pending) throw new Error("This sign-in was not started here, or it was finished already.");
  session.data.pending.delete(state);

  const tokens = await authorizationCodeGrant(await rp.clients.get(pending.clientId), asked, {
    expectedState: state,
    expectedNonce: pending.nonce,
    pkceCodeVerifier: pending.codeVerifier,
    maxAge: pending.maxAge,
    idTokenExpected: true,
  });
  session.data.tokens = toSessionTokens(pending.clientId, tokens, tokens.claims() ?? {});
  await session.save();
  redirect(response, "/");
}

/** @type {Handler} */
export async function refreshTokens(rp, request, response) {
  const session = await rp.sessions.open(request, response);
  const current = session.data.tokens;
  if (!current?.refreshToken) throw new Error("There is no refresh token; ask for the scope offline_access.");
  const tokens = await refreshTokenGrant(await rp.clients.get(current.clientId), current.refreshToken);
  session.data.tokens = {
    ...toSessionTokens(current.clientId, tokens, tokens.claims() ?? current.claims),
    refreshToken: tokens.refresh_token ?? current.refreshToken,
  };
  redirect(response, "/");
}

/**
 * @param {string} clientId
 * @param {import("openid-client").TokenEndpointResponse} tokens
 * @param {Record<string, unknown>} claims
 * @returns {import("./sessions.mjs").SessionTokens}
 */
function toSessionTokens(clientId, tokens, claims) {
  return {
    clientId,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    idToken: tokens.id_token,
    claims,
  };
}

/** @param {string | undefined} text seconds */
function toMaxAge(text) {
  return text === undefined || text === "" ? undefined : Number(text);
}

/**
 * The answer's parameters, and the request in the form that openid-client reads.
 * @param {import("./server.mjs").RelyingParty} rp
 * @param {import("./server.mjs").Request} request
 */
async function toAnswer(rp, request) {
  const url = toUrl(rp, request);
  if (request.method === "GET") return { answer: url.searchParams, asked: url };
  const body = await readBody(request);
  const asked = new Request(url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body,
  });
  return { answer: new URLSearchParams(body), asked };
}
