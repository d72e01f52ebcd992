// @ts-check
// Finds a loopback port that nobody listens on, for a server that is about to start.

import { createServer } from "node:net";

/** Below Linux' ephemeral range, so that no outgoing connection takes it meanwhile, and above the stacks' own blocks. */
const LOWEST_FREE_PORT = 22_000;
const HIGHEST_FREE_PORT = 32_700;
const PORT_COUNT = HIGHEST_FREE_PORT - LOWEST_FREE_PORT + 1;

/** Each process begins elsewhere and goes on from there: processes that start servers at once look at other ports. */
let next = Math.floor(Math.random() * PORT_COUNT);

/**
 * No port twice until all were.
 * @returns {Promise<number>}
 */
export async function findFreePort() {
  for (let tries = 0; tries < PORT_COUNT; tries += 1) {
    const port = LOWEST_FREE_PORT + next;
    next = (next + 1) % PORT_COUNT;
    if (await isFree(port)) return port;
  }
  throw new Error("No free port was found.");
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
