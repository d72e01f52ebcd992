// @ts-check
// Describes the running stack in its folder's stack.json, and recognises by it a stack that still runs.

import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ORY_SERVERS } from "./build/ory-servers.mjs";
import { getClaim, toRunningMessage } from "./ports.mjs";

/**
 * @param {import("./parts.mjs").StackContext} context
 * @param {Partial<Record<import("./options.mjs").PartName, number>>} pids
 * @param {import("./options.mjs").DemoAccount[]} demoAccounts
 */
export async function writeStackFile({ options, urls, ports, clients, console }, pids, demoAccounts) {
  const versions = Object.fromEntries(ORY_SERVERS.map(({ name, version }) => [name, version]));
  const description = {
    urls,
    ports,
    pids: { manager: process.pid, ...pids },
    demoAccounts,
    console: console && { url: console.url, operator: console.operator, viewer: console.viewer },
    clients,
    versions,
  };
  await writeFile(toStackFile(options.dir), `${JSON.stringify(description, null, 2)}\n`, {
    mode: 0o600,
  });
}

/** @param {string} dir */
export function removeStackFile(dir) {
  return rm(toStackFile(dir), { force: true });
}

/**
 * @param {string} dir
 * @throws when the stack that stack.json describes still answers
 */
export async function requireNoStackIn(dir) {
  const ports = await readPorts(toStackFile(dir));
  const holder = ports && (await getClaim(ports.claim));
  if (ports && holder?.dir === dir) throw new Error(toRunningMessage(holder, ports.foyer));
}

/**
 * @param {string} file
 * @returns {Promise<import("./ports.mjs").Ports | undefined>} undefined where there is none, or the machine went off as it was written
 */
async function readPorts(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"))?.ports;
  } catch {
    return undefined;
  }
}

/** @param {string} dir */
function toStackFile(dir) {
  return join(dir, "stack.json");
}
