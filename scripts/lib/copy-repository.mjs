// @ts-check
// Lays out a copy of these sources that can be changed and built without touching them.

import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { REPOSITORY } from "./run.mjs";

const execute = promisify(execFile);

/** What is made from the sources, and what belongs to this machine: everything with a dot before it as well. */
const LEFT_OUT =
  /^(\..*|node_modules|dist|coverage|test-results|playwright-report|public\/assets|lib\/web\/asset-manifest\.json)$/;

/**
 * Sources as they stand here, without builds of them; packages as hard links, which nothing may write to.
 * @param {string} to an empty folder
 */
export async function copyRepository(to) {
  const isWanted = (/** @type {string} */ path) => !LEFT_OUT.test(relative(REPOSITORY, path));
  await cp(REPOSITORY, to, { recursive: true, filter: isWanted });
  const [packages, target] = [join(REPOSITORY, "node_modules"), join(to, "node_modules")];
  // Links cannot lead to another file system: there, a real copy.
  await execute("cp", ["-al", packages, target]).catch(() => execute("cp", ["-a", packages, target]));
}
