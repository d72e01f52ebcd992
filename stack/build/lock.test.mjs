// @ts-check
import { stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { makeTemporaryFolder } from "../temporary-folder.mjs";
import { withLock } from "./lock.mjs";

/** @type {string} */
let file;
beforeEach(() => {
  const { path, remove } = makeTemporaryFolder("lock");
  onTestFinished(remove);
  file = join(path, "lock");
});

test("two holders never work at the same time", async () => {
  let working = 0;
  let most = 0;
  const work = async () => {
    working += 1;
    most = Math.max(most, working);
    await new Promise((resolve) => setTimeout(resolve, 20));
    working -= 1;
  };
  await Promise.all([withLock(file, work), withLock(file, work)]);
  expect(most).toBe(1);
});

test("the lock is let go when the work fails", async () => {
  await expect(withLock(file, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(stat(file)).rejects.toThrow("ENOENT");
});

test("a lock whose holder died is taken over", async () => {
  await writeFile(file, "");
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(file, longAgo, longAgo);
  expect(await withLock(file, async () => "done")).toBe("done");
});
