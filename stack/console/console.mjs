// @ts-check
// Gives a stack the operator console: an operator with a second factor, and the console's client at Hydra.

import { ensureClient, ensureIdentity } from "../ory-admin.mjs";
import { waitFor } from "../wait.mjs";
import { ensureTotp } from "./enrol-totp.mjs";

const CLIENT_ID = "foyer-console";
const KEYS_DEADLINE_MS = 45_000;
const OPERATOR = { email: "operator@foyer.example", name: { first: "Olu", last: "Operator" } };
const VIEWER = { email: "viewer@foyer.example", name: { first: "Vic", last: "Viewer" } };

/** @typedef {{ id: string, email: string, password: string, totpSecret: string }} StackOperator */

/**
 * @typedef {object} StackConsole
 * @property {string} url
 * @property {StackOperator} operator an admin
 * @property {StackOperator} viewer
 * @property {Record<string, string>} env for Foyer
 */

/**
 * Before Foyer starts: its configuration names the operator by the identity's id.
 * @param {import("../parts.mjs").StackContext} context
 * @param {"oidc" | "kratos"} kind who vouches for operators
 * @returns {Promise<StackConsole>}
 */
export async function prepareConsole({ options, urls, secret }, kind) {
  const url = `${urls.foyer}/console`;
  /** @param {typeof OPERATOR} traits @param {string} password @returns {Promise<StackOperator>} */
  const ensureOperator = async (traits, password) => {
    const { email } = traits;
    const { id } = await ensureIdentity(urls.kratosAdmin, { traits, password, verified: true });
    const account = { id, email, password };
    const totpSecret = await ensureTotp({ dir: options.dir, urls, account });
    return { ...account, totpSecret };
  };
  const operator = await ensureOperator(OPERATOR, secret("console.operator.password"));
  const viewer = await ensureOperator(VIEWER, secret("console.viewer.password"));
  const clientSecret = secret("console.client");
  if (kind === "oidc") {
    await ensureClient(urls.hydraAdmin, toClient(url, clientSecret));
    // Hydra makes its keys when they are first asked for, which can outlast the console's patience.
    const hasKeys = async () => (await fetch(`${urls.hydraPublic}/.well-known/jwks.json`)).ok;
    await waitFor("Hydra has keys", hasKeys, { deadlineMs: KEYS_DEADLINE_MS });
  }
  /** @type {Record<string, string>} */
  const provider =
    kind === "oidc" ? { CONSOLE_OIDC_CLIENT_SECRET: clientSecret } : { CONSOLE_OIDC_ISSUER: "kratos" };
  return {
    url,
    operator,
    viewer,
    env: { CONSOLE_URL: url, CONSOLE_OPERATORS: `${operator.id}=admin,${viewer.id}=viewer`, ...provider },
  };
}

/** @param {string} url of the console @param {string} clientSecret */
function toClient(url, clientSecret) {
  return {
    client_id: CLIENT_ID,
    client_name: "Operator console",
    client_secret: clientSecret,
    grant_types: ["authorization_code"],
    response_types: ["code"],
    scope: "openid profile email",
    token_endpoint_auth_method: "client_secret_basic",
    redirect_uris: [`${url}/callback`],
    post_logout_redirect_uris: [`${url}/signed-out`],
    backchannel_logout_uri: `${url}/backchannel-logout`,
    backchannel_logout_session_required: true,
    skip_consent: true,
  };
}
