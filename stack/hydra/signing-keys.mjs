// @ts-check
// Keys that the Hydras of one test run sign with. Hydra would make them itself when they are first asked for: two of
// 4096 bits, a second of processor time and more for each stack.

import { generateKeyPair, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { askJson } from "../ask-json.mjs";

const BITS = 4096;

/** Those that Hydra makes for itself. */
const KEY_SETS = ["hydra.openid.id-token", "hydra.jwt.access-token"];

/** @typedef {Record<string, import("node:crypto").JsonWebKey>} SigningKeys the private key of each set */

/** @returns {Promise<SigningKeys>} */
export async function makeSigningKeys() {
  const made = KEY_SETS.map(async (set) => {
    const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: BITS });
    return [set, { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" }];
  });
  return Object.fromEntries(await Promise.all(made));
}

/** @param {string} hydraAdmin URL of a Hydra that has none yet @param {SigningKeys} keys */
export async function giveSigningKeys(hydraAdmin, keys) {
  await Promise.all(
    Object.entries(keys).map(([set, key]) =>
      askJson(`${hydraAdmin}/admin/keys/${set}`, { method: "PUT", body: { keys: [key] } }),
    ),
  );
}
