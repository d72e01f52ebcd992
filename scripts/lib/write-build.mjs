// @ts-check
// Puts a build in the place of the one before, which a process that started from it goes on with.

import { mkdir, rename, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { readLastBuild, removeOlder } from "./last-build.mjs";

const FOLDER = "chunks";
/** Names the chunks of the last build. */
const MANIFEST = "chunks.json";

/**
 * Writes the files of a build: first what is loaded, then the programs that load it, each in one step. One that breaks off, on a
 * full disk say, leaves the build before it to be started. Its chunks stay for one build more, their names change with their text.
 * @param {string} output absolute path of the folder
 * @param {{ name: string, text: string }[]} files `name` relative to it
 */
export async function writeBuild(output, files) {
  const folder = join(output, FOLDER);
  await mkdir(folder, { recursive: true });
  const before = await readLastBuild(join(output, MANIFEST), folder);
  const chunks = files.filter(({ name }) => name.startsWith(`${FOLDER}/`));
  const programs = files.filter((file) => !chunks.includes(file));
  for (const { name, text } of [...chunks, ...programs]) await replaceFile(join(output, name), text);
  const kept = new Set([FOLDER, MANIFEST, ...programs.map(({ name }) => name)]);
  await removeOlder(output, (name) => kept.has(name));
  const keptChunks = new Set([...before, ...chunks.map(({ name }) => basename(name))]);
  await removeOlder(folder, (name) => keptChunks.has(name));
  await replaceFile(join(output, MANIFEST), JSON.stringify(chunks.map(({ name }) => name)));
}

/** @param {string} path @param {string} text */
async function replaceFile(path, text) {
  const made = `${path}.new`;
  await writeFile(made, text);
  await rename(made, path);
}
