// @ts-check
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import { readLastBuild, removeOlder } from "./last-build.mjs";

const { path: manifests, remove: removeManifests } = makeTemporaryFolder("last-build-manifests");
const { path: folder, remove } = makeTemporaryFolder("last-build");
afterAll(removeManifests);
afterAll(remove);

const FILES = ["console.b.js", "foyer.a.css", "foyer.a.css.br"];

beforeAll(() => Promise.all(FILES.map((name) => writeFile(join(folder, name), name))));

test.each([
  ["a list", '["chunks/foyer.a.css"]', ["foyer.a.css"]],
  ["names for paths", '{"stylesheet": "/assets/foyer.a.css"}', ["foyer.a.css"]],
  ["a manifest that was cut off", '{"stylesheet": "/assets/foy', FILES],
  ["nothing", "", FILES],
])("the last build's files are known by %s, or are all that are there", async (_, text, names) => {
  const manifest = join(manifests, "manifest.json");
  await writeFile(manifest, text);
  expect((await readLastBuild(manifest, folder)).toSorted()).toEqual(names);
});

test("what is not kept is removed", async () => {
  await removeOlder(folder, (name) => name.startsWith("foyer."));
  expect((await readdir(folder)).toSorted()).toEqual(FILES.slice(1));
});
