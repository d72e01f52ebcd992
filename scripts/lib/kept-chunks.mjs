// @ts-check
// The chunks of the build before, which a process that started from it may still have to load.

import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { readLastBuild, removeOlder } from "./last-build.mjs";

const FOLDER = "chunks";
/** Names the chunks of the last build. */
const MANIFEST = "chunks.json";

/**
 * Empties the folder of a build but for its chunks, whose names change with their text.
 * @param {string} output absolute path
 * @returns {Promise<{ keep: (written: string[]) => Promise<void> }>} `keep` takes the files of the new build, relative to the
 *   folder, and removes the chunks of neither this build nor the one before
 */
export async function toKeptChunks(output) {
  const folder = join(output, FOLDER);
  await mkdir(folder, { recursive: true });
  const before = await readLastBuild(join(output, MANIFEST), folder);
  for (const name of await readdir(output))
    if (name !== FOLDER && name !== MANIFEST) await rm(join(output, name), { recursive: true });
  return {
    keep: async (written) => {
      const chunks = written.filter((name) => name.startsWith(`${FOLDER}/`));
      const kept = new Set([...before, ...chunks.map((path) => basename(path))]);
      await removeOlder(folder, (name) => kept.has(name));
      await writeFile(join(output, MANIFEST), JSON.stringify(chunks));
    },
  };
}
