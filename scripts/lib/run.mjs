// @ts-check
// Runs a command with this process's output.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env] added to this process's environment
 * @returns {Promise<number>} the exit code; 1 when a signal ended it
 */
export async function run(command, args, env = {}) {
  const child = spawn(command, args, { cwd: REPOSITORY, env: { ...process.env, ...env }, stdio: "inherit" });
  const [code] = await once(child, "close");
  return code ?? 1;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env] added to this process's environment
 * @throws when it does not end with 0
 */
export async function runOrFail(command, args, env = {}) {
  const code = await run(command, args, env);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}.`);
}
