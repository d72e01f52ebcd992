// @ts-check
// Turns the files that a build reads into one hash.

import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

const GENERATED = new Set(["public/assets", "lib/web/asset-manifest.json", "next-env.d.ts"]);
const TEST_FILE = /\.test\.(ts|tsx|mjs)$/;

/**
 * @param {string} root
 * @param {string[]} paths files and folders below it; missing ones are left out
 * @returns {Promise<string>} the same for the same names and contents
 */
export async function toSourceStamp(root, paths) {
  const files = (await Promise.all(paths.map((path) => listFiles(root, path)))).flat().sort();
  const hash = createHash("sha256");
  for (const file of files) {
    const content = createHash("sha256")
      .update(await readFile(join(root, file)))
      .digest("hex");
    hash.update(`${file} ${content}\n`);
  }
  return hash.digest("hex");
}

/** @param {string} root @param {string} path @returns {Promise<string[]>} */
async function listFiles(root, path) {
  if (GENERATED.has(path) || TEST_FILE.test(path)) return [];
  const found = await stat(join(root, path)).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return [path];
  const names = await readdir(join(root, path));
  return (await Promise.all(names.map((name) => listFiles(root, `${path}/${name}`)))).flat();
}
