// @ts-check
// Turns a base number into the block of ports one stack uses, and claims that block for this process.

import { createServer } from "node:http";
import { connect } from "node:net";
import { waitFor } from "./wait.mjs";

/** Ports of one stack, relative to its base. `claim` is held for as long as the stack runs. */
const OFFSETS = {
  foyer: 0,
  relyingParty: 1,
  upstreamIdp: 2,
  mail: 3,
  smtp: 4,
  kratosPublic: 5,
  kratosAdmin: 6,
  hydraPublic: 7,
  hydraAdmin: 8,
  claim: 9,
};

const BLOCK_SIZE = 10;
const DEFAULT_PORT_BASE = 4400;

/**
 * Free blocks are looked for below Linux' ephemeral range, so that outgoing connections cannot take them, below single free
 * ports (free-port.mjs), and above the last port that no browser connects to, 10080.
 * @see https://fetch.spec.whatwg.org/#port-blocking
 */
const LOWEST_FREE_BASE = 10_100;
const HIGHEST_FREE_BASE = 21_900;
const FREE_BLOCK_TRIES = 50;

/** What the watchdog ends after an interrupt is gone by then. */
const FREED_DEADLINE_MS = 5000;

/** @typedef {typeof OFFSETS} Ports */
/** @typedef {{ dir: string, pid: number, foyer: string }} Claim */

/** @param {number} base @returns {Ports} */
export function toPorts(base) {
  const entries = Object.entries(OFFSETS).map(([name, offset]) => [name, base + offset]);
  return /** @type {Ports} */ (Object.fromEntries(entries));
}

/**
 * The port base named by STACK_PORT_BASE, or the default.
 * @param {string | undefined} text
 * @returns {number}
 * @throws when the text is no usable port number
 */
export function toPortBase(text) {
  if (text === undefined || text === "") return DEFAULT_PORT_BASE;
  const base = Number(text);
  if (!Number.isInteger(base) || base < 1024 || base > 65_535 - BLOCK_SIZE) {
    throw new Error(
      `STACK_PORT_BASE must be a whole number between 1024 and ${65_535 - BLOCK_SIZE}, not "${text}".`,
    );
  }
  return base;
}

/**
 * Claims the ten ports from `base` by listening on the last one; the claim answers who holds it.
 * @param {number} base
 * @param {Claim} claim
 * @param {{ patienceMs?: number }} [options] `patienceMs`: how long a taken port is waited for, which the servers of a stack that
 *   was interrupted hold until they are ended
 * @returns {Promise<{ ports: Ports, release: () => Promise<void> }>}
 * @throws when another stack holds the block or something else listens on one of its ports
 */
export async function claimPorts(base, claim, { patienceMs = FREED_DEADLINE_MS } = {}) {
  const ports = toPorts(base);
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(claim));
  });
  await listenOn(server, ports.claim).catch(async () => {
    const holder = await getClaim(ports.claim);
    throw new Error(holder ? toRunningMessage(holder, base) : toTakenMessage("claim", ports.claim, base));
  });
  server.unref();
  const release = () =>
    new Promise((/** @type {(value: void) => void} */ resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  for (const [name, port] of Object.entries(ports)) {
    if (name === "claim" || !(await isTaken(port))) continue;
    await waitFor(`Port ${port} is free`, async () => !(await isTaken(port)), {
      deadlineMs: patienceMs,
    }).catch(async () => {
      await release();
      throw new Error(toTakenMessage(name, port, base));
    });
  }
  return { ports, release };
}

/**
 * Claims any free block; for stacks that run beside each other.
 * @param {(base: number) => Claim} toClaim
 */
export async function claimFreePorts(toClaim) {
  /** @type {unknown} */
  let lastError;
  for (let attempt = 0; attempt < FREE_BLOCK_TRIES; attempt += 1) {
    const blocks = (HIGHEST_FREE_BASE - LOWEST_FREE_BASE) / BLOCK_SIZE;
    const base = LOWEST_FREE_BASE + Math.floor(Math.random() * blocks) * BLOCK_SIZE;
    try {
      return await claimPorts(base, toClaim(base), { patienceMs: 0 });
    } catch (error) {
      lastError = error;
    }
  }
  throw new Error("No free block of ten ports was found.", { cause: lastError });
}

/**
 * Asks a claim port who holds it.
 * @param {number} port
 * @returns {Promise<Claim | undefined>} undefined when no stack answers there
 */
export async function getClaim(port) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1000) });
    const claim = await response.json();
    return typeof claim?.dir === "string" ? claim : undefined;
  } catch {
    return undefined;
  }
}

/** @param {import("node:http").Server} server @param {number} port @returns {Promise<void>} */
function listenOn(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

/**
 * Whether something accepts connections on the port, over IPv4 or IPv6.
 * @internal exported for tests
 * @param {number} port
 */
export async function isTaken(port) {
  const answers = await Promise.all(["127.0.0.1", "::1"].map((host) => accepts(host, port)));
  return answers.includes(true);
}

/** @param {string} host @param {number} port @returns {Promise<boolean>} */
function accepts(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** @param {Claim} holder @param {number} base */
export function toRunningMessage(holder, base) {
  return [
    `A stack is already running here (process ${holder.pid}, state in ${holder.dir}).`,
    `Open ${holder.foyer}, or end it with Ctrl-C where it was started.`,
    `To run another one beside it: STACK_PORT_BASE=${base + 100} STACK_DIR=${toNextDir(holder.dir)} npm run demo`,
  ].join("\n");
}

/** `.stack-2` after `.stack`, and so on: the hint of a stack that was started by a hint leads on. @param {string} dir */
function toNextDir(dir) {
  const number = Number(/\.stack-(\d+)$/.exec(dir)?.[1] ?? 1);
  return `.stack-${number + 1}`;
}

/** @param {string} name @param {number} port @param {number} base */
function toTakenMessage(name, port, base) {
  return [
    `Port ${port} (${name}) is taken by another program.`,
    `Free it, or move all ports of the stack: STACK_PORT_BASE=${base + 100} npm run demo`,
  ].join("\n");
}
