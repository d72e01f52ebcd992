// @ts-check
// Keeps the generated secrets of one stack in its folder, so that a restart can read its own databases and cookies.

import { randomBytes } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

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
  const secrets = new Map(Object.entries(toSecrets(text, file)));

  return (name) => {
    const known = secrets.get(name);
    if (known) return known;
    const made = randomBytes(SECRET_BYTES).toString("hex");
    secrets.set(name, made);
    // In one step: on a full disk those that open the databases stay.
    writeFileSync(`${file}.new`, `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`, {
      mode: 0o600,
    });
    renameSync(`${file}.new`, file);
    return made;
  };
}

/** @param {string} text @param {string} file */
function toSecrets(text, file) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(
      `${file} cannot be read, and nothing else opens what Kratos and Hydra wrote: remove ${dirname(file)} and start anew.`,
    );
  }
}
