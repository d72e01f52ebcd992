/** An import whose Foyer is killed in the middle, with real Redis and Kratos: it goes on, and makes each account once. */

import { readFile } from "node:fs/promises";
import { beginLargeImport, COUNT } from "../../support/console/large-import";
import { ownRedis } from "../../support/own-redis";
import { expect, test } from "../../support/test";

const redis = ownRedis();

test.use({ stackOptions: { console: "oidc", foyerEnv: redis.foyerEnv } });

const KILLS = 2;

test("C24: an import that is killed in the middle goes on, and each account is made once", async ({
  page,
  stack,
}) => {
  test.slow();
  const { count, countAddresses } = await beginLargeImport(page, stack);

  const progress = page.locator("#progress");
  const readDone = async () => Number(/(\d+) of/.exec(await progress.innerText())?.[1]);
  let before = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await expect
      .poll(async () => {
        await page.reload();
        return readDone();
      })
      .toBeGreaterThan(before);
    process.kill(Number(stack.pids().foyer), "SIGKILL");
    await stack.restart("foyer");
    await expect
      .poll(
        async () => {
          await page.reload();
          return progress.innerText();
        },
        { timeout: 40_000 },
      )
      .toContain("interrupted");
    before = await readDone();
    expect(before).toBeLessThan(COUNT);
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
