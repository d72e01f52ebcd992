// @ts-check
// Further Foyer processes beside a stack's own: other upstream addresses, other clocks, other builds, several instances.

import { randomBytes } from "node:crypto";
import { prepareFoyerProcess } from "./foyer-process.mjs";
import { findFreePort } from "./free-port.mjs";
import { openProcessGroup } from "./processes.mjs";

/** Of all that one process starts: they share what they seal. */
const COOKIE_SECRET = randomBytes(32).toString("hex");

/**
 * @typedef {object} Foyer
 * @property {string} url where this process listens; its public URL stays the stack's
 * @property {() => number} pid
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} killAndStart ends the process at once, in the middle of whatever it does, and starts it again
 */

/**
 * Starts Foyer against a stack's servers, on a free port.
 * @param {{ urls: import("./urls.mjs").StackUrls, dir: string }} stack
 * @param {Record<string, string>} [env] laid over what the stack's own Foyer gets
 * @param {{ root?: string }} [options] `root`: the folder of another build
 * @returns {Promise<Foyer>}
 */
export async function startFoyer(stack, env = {}, { root } = {}) {
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const processes = openProcessGroup({});
  const spec = await prepareFoyerProcess({
    dir: stack.dir,
    urls: { ...stack.urls, foyer: url },
    port,
    cookieSecret: COOKIE_SECRET,
    overrides: { FOYER_PUBLIC_URL: stack.urls.foyer, ...env },
    root,
  });
  let running = await processes.start(spec);
  return {
    url,
    pid: () => running.pid,
    async stop() {
      await running.stop();
      await processes.close();
    },
    async killAndStart() {
      process.kill(running.pid, "SIGKILL");
      await running.stop();
      running = await processes.start(spec);
    },
  };
}

/**
 * Runs with a Foyer of its own, which is ended whatever happens.
 * @param {{ urls: import("./urls.mjs").StackUrls, dir: string }} stack
 * @param {Record<string, string>} env
 * @param {(foyer: Foyer) => Promise<void>} run
 */
export async function withFoyer(stack, env, run) {
  const foyer = await startFoyer(stack, env);
  try {
    await run(foyer);
  } finally {
    await foyer.stop();
  }
}
