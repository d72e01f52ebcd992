// @ts-check
// The chunks of the build before, which a process that started from it may still have to load.

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

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
  await mkdir(join(output, FOLDER), { recursive: true });
  const before = await readManifest(output);
  for (const name of await readdir(output))
    if (name !== FOLDER && name !== MANIFEST) await rm(join(output, name), { recursive: true });
  return {
    keep: async (written) => {
      const chunks = written.filter((name) => name.startsWith(`${FOLDER}/`));
      const kept = new Set([...before, ...chunks]);
      for (const name of await readdir(join(output, FOLDER)))
        if (!kept.has(`${FOLDER}/${name}`)) await rm(join(output, FOLDER, name));
      await writeFile(join(output, MANIFEST), JSON.stringify(chunks));
    },
  };
}

/** Every chunk that is there where nothing says which are the last build's. @param {string} output @returns {Promise<string[]>} */
async function readManifest(output) {
  try {
    return JSON.parse(await readFile(join(output, MANIFEST), "utf8"));
  } catch {
    return (await readdir(join(output, FOLDER))).map((name) => `${FOLDER}/${name}`);
  }
}
