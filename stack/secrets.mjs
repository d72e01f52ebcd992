// @ts-check
// Keeps the generated secrets of one stack in its folder, so that a restart can read its own databases and cookies.

import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** 32 hexadecimal characters: Kratos' cipher wants exactly 32. */
const SECRET_BYTES = 16;

/** @typedef {(name: string) => string} GetSecret */

/**
 * @param {string} dir the stack's folder
 * @returns {Promise<GetSecret>} makes a secret at its first use, and writes it down before anybody encrypts with it
 */
export async function openSecrets(dir) {
  const file = join(dir, "secrets.json");
  const text = await readFile(file, "utf8").catch(() => "{}");
  /** @type {Map<string, string>} */
  const secrets = new Map(Object.entries(JSON.parse(text)));

  return (name) => {
    const known = secrets.get(name);
    if (known) return known;
    const made = randomBytes(SECRET_BYTES).toString("hex");
    secrets.set(name, made);
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`, { mode: 0o600 });
    return made;
  };
}
