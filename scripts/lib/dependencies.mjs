// @ts-check
// Installs npm packages when node_modules does not hold what package-lock.json asks for.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY, runOrFail } from "./run.mjs";

/**
 * Also those that build and test: npm leaves them out where NODE_ENV is `production`, as in many a container.
 * @internal exported for tests
 */
export const INCLUDING_ALL = "--include=dev";

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */
/** @typedef {{ packages?: Record<string, LockedPackage> }} Lock */

/** @param {(line: string) => void} log */
export async function ensureDependencies(log) {
  const wanted = await readJson("package-lock.json");
  const installed = await readJson(join("node_modules", ".package-lock.json")).catch(() => ({}));
  if (isInstalled(wanted, installed)) return;
  log("npm packages: installing");
  await runOrFail("npm", ["ci", INCLUDING_ALL, "--no-audit", "--no-fund"]);
}

/**
 * Optional packages may be absent: they belong to other platforms.
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed npm's own record inside node_modules
 */
export function isInstalled(wanted, installed) {
  const present = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {}).every(([path, { version, optional, devOptional }]) => {
    if (path === "") return true;
    const found = present[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

/** @param {string} path @returns {Promise<Lock>} */
async function readJson(path) {
  return JSON.parse(await readFile(join(REPOSITORY, path), "utf8"));
}
