// @ts-check
// Ends a server without failing a request: readiness first, then no new connections, then what still runs.

import { setTimeout as delay } from "node:timers/promises";

/** Longest wait for running requests, in milliseconds. */
const DRAIN_LIMIT_MS = 20_000;

/** Longest wait for traces and the like to be written out, in milliseconds. */
const CLOSE_LIMIT_MS = 2000;

/** How often connections that have become idle are closed, in milliseconds. */
const SWEEP_MS = 50;

/** Also known to lib/process/shutdown.ts: keep the shapes equal. */
const STATE = Symbol.for("foyer.shutdown");

/** @typedef {{ isDraining: boolean, closers: (() => Promise<void>)[] }} Shutdown */

/**
 * SIGTERM (an orchestrator) waits `delayMs` first, so that load balancers see `/health/ready` fail and send nobody
 * any more; SIGINT (a person) does not. A second signal ends the process at once.
 * @param {import("node:http").Server} server
 * @param {{ delayMs: number }} options
 */
export function drainOnSignal(server, { delayMs }) {
  const shutdown = getShutdown();
  // Clients that keep connections open learn to open new ones, elsewhere.
  server.prependListener("request", (_request, response) => {
    if (shutdown.isDraining) response.setHeader("connection", "close");
  });
  process.once("SIGTERM", () => void drain(server, shutdown, delayMs));
  process.once("SIGINT", () => void drain(server, shutdown, 0));
}

/** @param {import("node:http").Server} server @param {Shutdown} shutdown @param {number} delayMs */
async function drain(server, shutdown, delayMs) {
  shutdown.isDraining = true;
  await delay(delayMs);
  setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref();
  const closed = new Promise((resolve) => server.close(resolve));
  // A request that was running before the signal promised to keep its connection: it idles once it is answered.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  await closed;
  clearInterval(sweep);
  await Promise.race([Promise.allSettled(shutdown.closers.map((close) => close())), delay(CLOSE_LIMIT_MS)]);
  process.exit(0);
}

/** @returns {Shutdown} */
function getShutdown() {
  const states = /** @type {Record<symbol, Shutdown | undefined>} */ (/** @type {unknown} */ (globalThis));
  states[STATE] ??= { isDraining: false, closers: [] };
  return states[STATE];
}
