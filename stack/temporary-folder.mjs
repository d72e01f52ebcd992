// @ts-check
// Folders in the machine's temporary one that go again: after their use, and at the latest with the process.

import { mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative } from "node:path";

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

/** A folder that may be removed with all that is in it: of anybody's checkout nothing would be left. @param {string} dir @throws Error */
export function requireTemporary(dir) {
  const inside = relative(tmpdir(), dir);
  if (inside && !inside.startsWith("..") && !isAbsolute(inside)) return dir;
  throw new Error(`No temporary folder: ${dir}`);
}
