// @ts-check
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import { writeBuild } from "./write-build.mjs";

const { path: output, remove } = makeTemporaryFolder("write-build");
afterAll(remove);

/** @param {string[]} names */
async function build(...names) {
  const files = ["server.mjs", ...names.map((name) => `chunks/${name}`)];
  await writeBuild(
    output,
    files.map((name) => ({ name, text: `of ${names}` })),
  );
  return (await readdir(join(output, "chunks"))).toSorted();
}

test("a build leaves the chunks of the one before, for a server that runs from it", async () => {
  expect(await build("de-1.mjs", "fr-1.mjs")).toEqual(["de-1.mjs", "fr-1.mjs"]);
  expect(await build("de-2.mjs", "fr-1.mjs")).toEqual(["de-1.mjs", "de-2.mjs", "fr-1.mjs"]);
  expect(await build("de-3.mjs")).toEqual(["de-2.mjs", "de-3.mjs", "fr-1.mjs"]);
  expect(await build("de-3.mjs")).toEqual(["de-3.mjs"]);
});

test("a build whose list was cut off leaves all chunks to the next one", async () => {
  await build("de-1.mjs");
  await writeFile(join(output, "chunks.json"), '["chunks/de-');
  expect(await build("fr-2.mjs")).toEqual(["de-1.mjs", "de-3.mjs", "fr-2.mjs"]);
  expect(await build("fr-2.mjs")).toEqual(["fr-2.mjs"]);
});

test("a build leaves no other file of the one before", async () => {
  await writeFile(join(output, "foyer-sources.sha256"), "old");
  await build("de-1.mjs");
  expect((await readdir(output)).toSorted()).toEqual(["chunks", "chunks.json", "server.mjs"]);
});

test("a build that breaks off leaves the programs of the one before", async () => {
  await build("de-1.mjs");
  const chunk = { name: "chunks/de-2.mjs", text: "new" };
  const broken = { name: "chunks/no-folder/fr-2.mjs", text: "new" };
  const program = { name: "server.mjs", text: "new" };
  await expect(writeBuild(output, [program, chunk, broken])).rejects.toThrow("ENOENT");
  expect(await readFile(join(output, "server.mjs"), "utf8")).toBe("of de-1.mjs");
  expect(await readdir(join(output, "chunks"))).toContain("de-1.mjs");
  await build("de-2.mjs");
  expect((await readdir(join(output, "chunks"))).toSorted()).toEqual(["de-1.mjs", "de-2.mjs"]);
});
