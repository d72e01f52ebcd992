// @ts-check
// Receives Hydra's word that a session has ended: logout tokens (back channel) and iframe loads (front channel).

import { createPublicKey, verify } from "node:crypto";
import { readForm, sendJson, sendText } from "../http.mjs";
import { toUrl } from "./request-url.mjs";

/** https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken */
const LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

/** @typedef {import("./server.mjs").Handler} Handler */
/** @typedef {Record<string, unknown> & { aud?: unknown, sid?: string, sub?: string }} LogoutClaims */
/** @typedef {{ channel: "back" | "front", claims: LogoutClaims, at: string }} Notice */

/** The notices received so far, for tests to read. */
export function toReceivedTokens() {
  /** @type {Notice[]} */
  const notices = [];
  return {
    list: () => notices,
    /** @param {Notice["channel"]} channel @param {LogoutClaims} claims */
    add: (channel, claims) => notices.push({ channel, claims, at: new Date().toISOString() }),
  };
}

/** @type {Handler} */
export async function receiveLogoutToken(rp, request, response) {
  const token = (await readForm(request)).get("logout_token") ?? "";
  try {
    const claims = await toVerifiedClaims(rp, token);
    rp.received.add("back", claims);
    rp.sessions.endMatching(claims);
    sendText(response, 200, "");
  } catch (error) {
    sendJson(response, 400, {
      error: "invalid_request",
      error_description: error instanceof Error ? error.message : "",
    });
  }
}

/** @type {Handler} */
export function receiveFrontchannelLogout(rp, request, response) {
  const { iss, sid } = Object.fromEntries(toUrl(rp, request).searchParams);
  if (iss !== rp.hydraPublic || !sid) return sendText(response, 400, "iss and sid are required.");
  rp.received.add("front", { iss, sid });
  rp.sessions.endMatching({ sid });
  sendText(response, 200, "Signed out.");
}

/**
 * @param {import("./server.mjs").RelyingParty} rp
 * @param {string} token
 * @returns {Promise<LogoutClaims>}
 * @throws when a check of the specification's section 2.6 fails
 */
async function toVerifiedClaims(rp, token) {
  const [header64 = "", claims64 = "", signature64 = ""] = token.split(".");
  const header = JSON.parse(Buffer.from(header64, "base64url").toString());
  if (header.alg !== "RS256") throw new Error("The algorithm must be RS256.");
  const key = await getSigningKey(rp.hydraPublic, header.kid);
  if (!verify("sha256", Buffer.from(`${header64}.${claims64}`), key, Buffer.from(signature64, "base64url"))) {
    throw new Error("The signature is wrong.");
  }
  const claims = JSON.parse(Buffer.from(claims64, "base64url").toString());
  if (claims.iss !== rp.hydraPublic) throw new Error("The issuer is not Hydra.");
  const audience = [claims.aud].flat();
  if (!rp.clients.ids().some((id) => audience.includes(id)))
    throw new Error("The audience is another client.");
  if (typeof claims.events?.[LOGOUT_EVENT] !== "object") throw new Error("The logout event is missing.");
  if ("nonce" in claims) throw new Error("A logout token has no nonce.");
  if (!claims.sid && !claims.sub) throw new Error("Neither sid nor sub is given.");
  return claims;
}

/** @param {string} hydraPublic @param {unknown} kid */
async function getSigningKey(hydraPublic, kid) {
  const response = await fetch(`${hydraPublic}/.well-known/jwks.json`);
  const { keys } = await response.json();
  const jwk = keys.find((/** @type {{ kid: string }} */ key) => key.kid === kid);
  if (!jwk) throw new Error("The signing key is unknown.");
  return createPublicKey({ key: jwk, format: "jwk" });
}
