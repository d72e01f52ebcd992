import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";
import { SOURCES } from "./foyer-build.mjs";
import { REPOSITORY } from "./run.mjs";

const IMPORT = /^import .* from "(\.[^"]+)";/gm;

/** The file, and what it imports of ours. @param {string} file @param {Set<string>} known */
async function collect(file, known) {
  if (known.has(file)) return known;
  known.add(file);
  const text = await readFile(join(REPOSITORY, file), "utf8");
  for (const [, path = ""] of text.matchAll(IMPORT))
    await collect(relative(REPOSITORY, resolve(REPOSITORY, dirname(file), path)), known);
  return known;
}

it("a change of a script that makes the build makes it anew", async () => {
  const scripts = [...(await collect("scripts/build.mjs", new Set()))];
  expect(scripts).toContain("scripts/lib/trim-stylesheet.mjs");
  const isSource = (/** @type {string} */ file) =>
    SOURCES.some((source) => file === source || file.startsWith(`${source}/`));
  expect(scripts.filter((file) => !isSource(file))).toEqual([]);
});
