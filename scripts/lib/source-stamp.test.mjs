// @ts-check
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toSourceStamp } from "./source-stamp.mjs";

/** @type {string} */
let root;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "foyer-stamp-"));
  await mkdir(join(root, "lib"));
  await writeFile(join(root, "lib", "a.ts"), "one");
});
afterEach(() => rm(root, { recursive: true, force: true }));

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
