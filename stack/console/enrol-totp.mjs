// @ts-check
// Sets up an authenticator app for an account, by Kratos' API for apps, and remembers its secret in the stack's folder.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { askJson } from "../ask-json.mjs";
import { toTotpCode } from "./totp.mjs";

/**
 * @param {{ dir: string, urls: { kratosPublic: string, kratosAdmin: string },
 *   account: { id: string, email: string, password: string } }} input
 * @returns {Promise<string>} base32
 */
export async function ensureTotp({ dir, urls, account }) {
  const file = join(dir, "operators-totp.json");
  const known = await readFile(file, "utf8")
    .then(JSON.parse)
    .catch(() => ({}));
  if (known[account.email]) return known[account.email];
  await forgetTotp(urls.kratosAdmin, account.id);
  const secret = await enrol(urls.kratosPublic, account);
  await writeFile(file, `${JSON.stringify({ ...known, [account.email]: secret })}\n`, { mode: 0o600 });
  return secret;
}

/**
 * One that was set up as the stack was interrupted, whose secret nobody wrote down: nobody could sign in, or set up another.
 * @param {string} kratos admin URL
 * @param {string} id of the identity
 */
async function forgetTotp(kratos, id) {
  const { ok, status } = await fetch(`${kratos}/admin/identities/${id}/credentials/totp`, {
    method: "DELETE",
  });
  if (!ok && status !== 404) throw new Error(`Kratos answered ${status} for an operator's second factor.`);
}

/** @param {string} kratos @param {{ email: string, password: string }} account */
async function enrol(kratos, { email, password }) {
  const login = await askJson(`${kratos}/self-service/login/api`);
  const signedIn = await askJson(`${kratos}/self-service/login?flow=${login.id}`, {
    body: { method: "password", identifier: email, password },
  });
  const token = signedIn.session_token;
  const settings = await askJson(`${kratos}/self-service/settings/api`, { token });
  /** @type {{ attributes: { id?: string, text?: { text: string } } }[]} */
  const nodes = settings.ui.nodes;
  const secret = nodes.find(({ attributes }) => attributes.id === "totp_secret_key")?.attributes.text?.text;
  if (!secret) throw new Error("Kratos offers no authenticator app for the operator.");
  await askJson(`${kratos}/self-service/settings?flow=${settings.id}`, {
    token,
    body: { method: "totp", totp_code: toTotpCode(secret, Date.now()) },
  });
  return secret;
}
