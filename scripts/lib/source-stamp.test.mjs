// @ts-check
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import { toSourceStamp } from "./source-stamp.mjs";

/** @type {string} */
let root;
beforeEach(async () => {
  const folder = makeTemporaryFolder("stamp");
  onTestFinished(folder.remove);
  root = folder.path;
  await mkdir(join(root, "lib"));
  await writeFile(join(root, "lib", "a.ts"), "one");
});

const stamp = () => toSourceStamp(root, ["lib", "missing"]);

test("the stamp changes with a file's content and with its name", async () => {
  const before = await stamp();
  await writeFile(join(root, "lib", "a.ts"), "two");
  const edited = await stamp();
  await rename(join(root, "lib", "a.ts"), join(root, "lib", "b.ts"));
  expect(new Set([before, edited, await stamp()]).size).toBe(3);
});

test("tests and generated files do not change it", async () => {
  const before = await stamp();
  await mkdir(join(root, "lib", "web"));
  await writeFile(join(root, "lib", "a.test.ts"), "test");
  await writeFile(join(root, "lib", "web", "asset-manifest.json"), "{}");
  expect(await stamp()).toBe(before);
});
