// @ts-check
import { mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./lock.mjs";

/** @type {string} */
let file;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), "foyer-lock-")), "lock");
});
afterEach(() => rm(join(file, ".."), { recursive: true, force: true }));

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
