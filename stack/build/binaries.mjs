// @ts-check
// Finds the Kratos and Hydra commands, building what is not in the cache. Uses Node built-ins only: it runs before npm ci.

import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { isExecutable } from "./executable.mjs";
import { buildWithGo } from "./go-build.mjs";
import { withLock } from "./lock.mjs";
import { ORY_SERVERS, toBuildPath } from "./ory-servers.mjs";
import { requireGoAndCompiler } from "./prerequisites.mjs";

/** @typedef {"kratos" | "hydra"} ServerName */
/** @typedef {Record<ServerName, string>} Binaries paths; empty for a server that was not asked for */

/**
 * @param {ServerName[]} names
 * @param {(line: string) => void} log receives progress
 * @returns {Promise<Binaries>}
 * @throws when something is missing that a build needs, or a build fails
 */
export async function ensureBinaries(names, log) {
  /** @type {Binaries} */
  const binaries = { kratos: "", hydra: "" };
  for (const server of ORY_SERVERS) {
    if (names.includes(server.name)) binaries[server.name] = await ensureBinary(server, log);
  }
  return binaries;
}

/** @param {import("./ory-servers.mjs").OryServer} server @param {(line: string) => void} log */
async function ensureBinary(server, log) {
  const own = process.env[server.binVariable];
  if (own) {
    if (await isExecutable(own)) return own;
    throw new Error(`${server.binVariable} is set to ${own}, which is no executable file.`);
  }
  const path = await toBuildPath(server);
  if (await isExecutable(path)) return path;
  await requireGoAndCompiler();
  await mkdir(dirname(path), { recursive: true });
  await withLock(
    `${path}.lock`,
    () => buildInto(path, server, log),
    () => log(`${server.title}: waiting for another process that builds it`),
  );
  return path;
}

/** @param {string} path @param {import("./ory-servers.mjs").OryServer} server @param {(line: string) => void} log */
async function buildInto(path, server, log) {
  if (await isExecutable(path)) return;
  const unfinished = `${path}.${process.pid}.unfinished`;
  try {
    await buildWithGo(server, unfinished, log);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}
