// @ts-check
// Turns a session's tokens into what the page shows: claims, userinfo, and what Hydra says the access token is good for.

import { fetchUserInfo } from "openid-client";

/**
 * @typedef {object} TokenView
 * @property {string} clientId
 * @property {Record<string, unknown>} claims of the ID token
 * @property {unknown} userinfo
 * @property {{ active: boolean, scope: string[], audience: string[], expires_at?: string, subject?: string,
 *   client_id?: string, ext?: unknown, format: "jwt" | "opaque", refreshable: boolean }} accessToken
 */

/**
 * @param {import("./server.mjs").RelyingParty} rp
 * @param {import("./sessions.mjs").SessionTokens} tokens
 * @returns {Promise<TokenView>}
 */
export async function getTokenView(rp, tokens) {
  const [userinfo, introspection] = await Promise.all([
    getUserinfo(rp, tokens),
    getIntrospection(rp, tokens),
  ]);
  return {
    clientId: tokens.clientId,
    claims: tokens.claims,
    userinfo,
    accessToken: {
      active: introspection.active === true,
      scope: String(introspection.scope ?? "")
        .split(" ")
        .filter(Boolean),
      audience: introspection.aud ?? [],
      expires_at: introspection.exp && new Date(introspection.exp * 1000).toISOString(),
      subject: introspection.sub,
      client_id: introspection.client_id,
      ext: introspection.ext,
      format: tokens.accessToken.split(".").length === 3 ? "jwt" : "opaque",
      refreshable: tokens.refreshToken !== undefined,
    },
  };
}

/** @param {import("./server.mjs").RelyingParty} rp @param {import("./sessions.mjs").SessionTokens} tokens */
async function getUserinfo(rp, tokens) {
  const configuration = await rp.clients.get(tokens.clientId);
  return fetchUserInfo(configuration, tokens.accessToken, String(tokens.claims.sub)).catch((error) => ({
    error: error instanceof Error ? error.message : String(error),
  }));
}

/** @param {import("./server.mjs").RelyingParty} rp @param {import("./sessions.mjs").SessionTokens} tokens */
async function getIntrospection(rp, tokens) {
  const response = await fetch(`${rp.hydraAdmin}/admin/oauth2/introspect`, {
    method: "POST",
    body: new URLSearchParams({ token: tokens.accessToken }),
  });
  return response.json();
}
