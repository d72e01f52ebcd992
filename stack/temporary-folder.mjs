// @ts-check
// Folders in the machine's temporary one that go again: after their use, and at the latest with the process.

import { mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const OPTIONS = { recursive: true, force: true };

/** @type {Set<string>} */
const kept = new Set();
process.on("exit", () => {
  for (const path of kept) rmSync(path, OPTIONS);
});

/**
 * @param {string} name what it is for
 * @returns {{ path: string, remove: () => Promise<void> }}
 */
export function makeTemporaryFolder(name) {
  const path = mkdtempSync(join(tmpdir(), `foyer-${name}-`));
  kept.add(path);
  return {
    path,
    async remove() {
      await rm(path, OPTIONS);
      kept.delete(path);
    },
  };
}

const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));

/**
 * A folder that may be removed with all that is in it: one in the machine's temporary folder, and not this checkout, which may
 * lie there too.
 * @param {string} dir
 * @throws Error
 */
export function requireTemporary(dir) {
  if (isAbsolute(dir) && relative(tmpdir(), dir) && holds(tmpdir(), dir) && !holds(dir, CHECKOUT)) return dir;
  throw new Error(`No temporary folder: ${dir}`);
}

/** @param {string} folder @param {string} path the same, or in it */
function holds(folder, path) {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== "..";
}
