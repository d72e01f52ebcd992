// @ts-check
// The files of the build before stay for one build more: a process that started from it, or a page that it drew, still asks for them.

import { readdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";

/**
 * The files that the last build made in a folder, by their names; every file that is there where nothing says which they are.
 * @param {string} manifest of that build: a list of paths, or an object with paths as values
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function readLastBuild(manifest, folder) {
  try {
    /** @type {Record<string, string>} */
    const paths = JSON.parse(await readFile(manifest, "utf8"));
    return Object.values(paths).map((path) => basename(path));
  } catch {
    return readdir(folder);
  }
}

/** Removes what neither this build nor the one before made. @param {string} folder @param {(name: string) => boolean} isKept */
export async function removeOlder(folder, isKept) {
  for (const name of await readdir(folder))
    if (!isKept(name)) await rm(join(folder, name), { recursive: true });
}
