// @ts-check
// Gives freshly started servers what a stack is expected to have: OAuth2 clients and demo accounts.

import { ensureClient, ensureIdentity } from "./ory-admin.mjs";

const DEMO_EMAIL = "demo@foyer.example";

/**
 * Servers that this stack did not start are left as they are.
 * @param {import("./parts.mjs").StackContext} context
 */
export async function fillServers({ options, urls, clients, secret }) {
  if (options.parts.includes("hydra")) {
    await Promise.all(clients.map((client) => ensureClient(urls.hydraAdmin, client)));
  }
  if (!options.parts.includes("kratos")) return [];
  const accounts = options.demoAccounts ?? toDemoAccounts(options.identitySchema, secret);
  for (const { email, password, traits, verified } of accounts) {
    await ensureIdentity(urls.kratosAdmin, { traits: { ...traits, email }, password, verified });
  }
  return accounts;
}

/**
 * @param {import("./options.mjs").StackOptions["identitySchema"]} schema nothing is known about the traits of one's own schema
 * @param {import("./secrets.mjs").GetSecret} secret
 * @returns {import("./options.mjs").DemoAccount[]}
 */
function toDemoAccounts(schema, secret) {
  if (typeof schema === "object") return [];
  const traits = { name: { first: "Dana", last: "Demo" }, ...(schema === "full" ? { tos: true } : {}) };
  return [{ email: DEMO_EMAIL, password: secret("demo.password"), traits, verified: true }];
}
