// @ts-check
// What stands in a stack's folder when the machine went off, or the disk was full, while it was written.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { openSecrets } from "./secrets.mjs";
import { requireNoStackIn } from "./stack-file.mjs";
import { makeTemporaryFolder } from "./temporary-folder.mjs";

/** @type {string} */
let dir;
beforeEach(() => {
  const { path, remove } = makeTemporaryFolder("folder");
  onTestFinished(remove);
  dir = path;
});

test.each(["", "{", "null", "{}"])(
  "a stack.json that holds %j keeps no stack from starting",
  async (text) => {
    await writeFile(join(dir, "stack.json"), text);
    await expect(requireNoStackIn(dir)).resolves.toBeUndefined();
  },
);

test("secrets that cannot be read are named with their folder, and not made anew", async () => {
  await writeFile(join(dir, "secrets.json"), "");
  await expect(openSecrets(dir)).rejects.toThrow(`remove ${dir} and start anew`);
});

test("a secret is written beside the others in one step, and known at the next start", async () => {
  const made = (await openSecrets(dir))("foyer.cookie");
  expect(JSON.parse(await readFile(join(dir, "secrets.json"), "utf8"))).toEqual({ "foyer.cookie": made });
  expect(await readdir(dir)).toEqual(["secrets.json"]);
  expect((await openSecrets(dir))("foyer.cookie")).toBe(made);
});
