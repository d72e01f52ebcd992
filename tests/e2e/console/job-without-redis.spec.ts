/** An import whose Redis goes away in the middle, on real servers: it ends, and the log has how far it came. */

import { beginLargeImport, COUNT } from "../../support/console/large-import";
import { readLog } from "../../support/foyer-log";
import { ownRedis } from "../../support/own-redis";
import { expect, test } from "../../support/test";

const redis = ownRedis();

test.use({ stackOptions: { console: "oidc", foyerEnv: redis.foyerEnv } });

/** Accounts that are asked for at once: they may be on their way. */
const BATCH = 50;

test("C24: an import that loses Redis begins no further rows, and the log says how it ended", async ({
  page,
  stack,
}) => {
  const { count } = await beginLargeImport(page, stack);
  await expect.poll(count).toBeGreaterThan(0);
  await redis.stop();
  const readRun = async () => {
    const lines = await readLog(stack);
    return lines.filter(({ event, operation }) => event === "console-act" && operation === "job.run");
  };
  await expect.poll(async () => (await readRun()).map(({ phase }) => phase)).toEqual(["intent", "outcome"]);
  // By whether the last of its writes was answered before Redis was missed.
  expect(["partly", "unknown"]).toContain((await readRun()).at(-1)?.result);
  const made = await count();
  expect(made).toBeLessThan(COUNT);
  const answer = await page.goto(page.url());
  expect(answer?.status()).toBe(503);
  await expect(page.locator("main")).toContainText("kept in Redis, which cannot be used");
  expect(await count()).toBeLessThanOrEqual(made + BATCH);
});
