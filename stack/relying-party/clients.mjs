// @ts-check
// Finds an OAuth2 client of this relying party and its openid-client configuration.

import { allowInsecureRequests, ClientSecretBasic, ClientSecretPost, discovery, None } from "openid-client";

/** @typedef {import("../hydra/clients.mjs").OAuth2Client} OAuth2Client */
/** @typedef {ReturnType<typeof openClients>} Clients */

/**
 * @param {string} issuer Hydra's public URL
 * @param {OAuth2Client[]} clients
 */
export function openClients(issuer, clients) {
  /** @type {Map<string, import("openid-client").Configuration>} */
  const configurations = new Map();
  return {
    ids: () => clients.filter(isWebClient).map((client) => client.client_id),

    /** @param {string} clientId @throws when no such client is known or Hydra does not answer */
    async get(clientId) {
      const client = clients.find((candidate) => candidate.client_id === clientId);
      if (!client) throw new Error(`There is no client "${clientId}".`);
      const known = configurations.get(clientId);
      if (known) return known;
      // Hydra's metadata is asked for once a client; plain http because everything is on this machine.
      const found = await discovery(new URL(issuer), clientId, undefined, toAuthentication(client), {
        execute: [allowInsecureRequests],
      });
      configurations.set(clientId, found);
      return found;
    },
  };
}

/** @param {OAuth2Client} client */
function isWebClient(client) {
  const uris = client.redirect_uris;
  return (
    Array.isArray(uris) &&
    uris.some((uri) => String(uri).endsWith("/callback") && String(uri).startsWith("http://localhost"))
  );
}

/** @param {OAuth2Client} client */
function toAuthentication({ token_endpoint_auth_method: method, client_secret }) {
  if (method === "none" || !client_secret) return None();
  return method === "client_secret_post" ? ClientSecretPost(client_secret) : ClientSecretBasic(client_secret);
}
