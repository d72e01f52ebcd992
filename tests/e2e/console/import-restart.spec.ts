/** An import whose Foyer is killed in the middle, with real Redis and Kratos: it goes on, and makes each account once. */

import { readFile } from "node:fs/promises";
import { beginLargeImport, COUNT } from "../../support/console/large-import";
import { ownRedis } from "../../support/own-redis";
import { expect, test } from "../../support/test";

const redis = ownRedis();

test.use({
  stackOptions: { console: "oidc", foyerEnv: redis.foyerEnv },
  // The page of a job that goes on asks a Foyer that is away.
  expectedErrors: [/^Failed to load resource: net::ERR_/],
});

const KILLS = 2;

test("C24: an import that is killed in the middle goes on, and each account is made once", async ({
  page,
  stack,
}) => {
  test.slow();
  const { count, countAddresses } = await beginLargeImport(page, stack);

  const progress = page.locator("#progress");
  let made = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await expect(progress).toBeVisible();
    // By the database, at once: a page that is read for it may be drawn when all are made.
    await expect.poll(count, { intervals: [20], timeout: 40_000 }).toBeGreaterThan(made);
    process.kill(Number(stack.pids().foyer), "SIGKILL");
    await stack.restart("foyer");
    // The page reads itself anew: to read it here as well would cut off its own reading at times.
    await expect(progress).toContainText("interrupted", { timeout: 60_000 });
    made = await count();
    expect(made).toBeLessThan(COUNT);
    await page.getByRole("button", { name: "Carry on" }).click();
  }
  await expect(progress).toContainText("finished", { timeout: 60_000 });
  await expect(progress).toContainText("1,200 of 1,200");
  await expect(page.locator("#results")).toContainText("Nothing, so far.");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Every row, as CSV" }).click(),
  ]);
  const results = await readFile(await download.path(), "utf8");
  expect(new Set(results.match(/Row \d+/g)).size).toBe(COUNT);
  expect([await count(), await countAddresses()]).toEqual([COUNT, COUNT]);
});
