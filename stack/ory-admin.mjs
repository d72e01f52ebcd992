// @ts-check
// Writes identities and OAuth2 clients through the admin APIs of a stack's own Kratos and Hydra.

/** @typedef {import("./hydra/clients.mjs").OAuth2Client} OAuth2Client */
/** @typedef {{ id: string, traits: Record<string, unknown>, [key: string]: unknown }} Identity */

/**
 * @typedef {object} NewIdentity
 * @property {Record<string, unknown>} traits
 * @property {string} [password]
 * @property {boolean} [verified] marks `traits.email` as verified
 * @property {string} [schema_id] default "default"
 */

/**
 * @param {string} kratosAdmin URL
 * @param {NewIdentity} identity further members are sent to Kratos as they are
 * @returns {Promise<Identity>}
 */
export async function createIdentity(kratosAdmin, { traits, password, verified, ...rest }) {
  return call(`${kratosAdmin}/admin/identities`, "POST", {
    schema_id: "default",
    traits,
    ...(password ? { credentials: { password: { config: { password } } } } : {}),
    ...(verified
      ? { verifiable_addresses: [{ value: traits.email, via: "email", verified: true, status: "completed" }] }
      : {}),
    ...rest,
  });
}

/**
 * Creates the identity unless one with this email is there already.
 * @param {string} kratosAdmin URL
 * @param {NewIdentity} identity
 */
export async function ensureIdentity(kratosAdmin, identity) {
  const query = new URLSearchParams({ credentials_identifier: String(identity.traits.email) });
  const known = await call(`${kratosAdmin}/admin/identities?${query}`, "GET");
  return known[0] ?? createIdentity(kratosAdmin, identity);
}

/**
 * @param {string} hydraAdmin URL
 * @param {Record<string, unknown>} client
 * @returns {Promise<OAuth2Client>} with the secret
 */
export async function createClient(hydraAdmin, client) {
  return call(`${hydraAdmin}/admin/clients`, "POST", client);
}

/**
 * Creates the client, or brings the one that has this id up to date.
 * @param {string} hydraAdmin URL
 * @param {OAuth2Client} client
 */
export async function ensureClient(hydraAdmin, client) {
  const url = `${hydraAdmin}/admin/clients/${encodeURIComponent(client.client_id)}`;
  const known = await fetch(url);
  await known.arrayBuffer();
  return known.ok ? call(url, "PUT", client) : createClient(hydraAdmin, client);
}

/** @param {string} url @param {string} method @param {unknown} [body] */
async function call(url, method, body) {
  const response = await fetch(url, {
    method,
    headers: { accept: "application/json", ...(body ? { "content-type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
