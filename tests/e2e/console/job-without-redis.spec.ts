/** An import whose Redis goes away in the middle, on real servers: it ends, and the log has how far it came. */

import { startRedis } from "../../../stack/redis.mjs";
import { signInToConsole } from "../../support/console/operator";
import { readLog } from "../../support/foyer-log";
import { newPerson } from "../../support/people";
import { expect, test } from "../../support/test";

let redis: Awaited<ReturnType<typeof startRedis>>;

test.use({
  stackOptions: {
    console: "oidc",
    foyerEnv: async () => {
      redis ??= await startRedis();
      return { FOYER_REDIS_URL: redis.url };
    },
  },
});
test.afterAll(() => redis?.stop());

/** As many as take some seconds. */
const COUNT = 1200;

/** Accounts that are asked for at once: they may be on their way. */
const BATCH = 50;

test("C24: an import that loses Redis begins no further rows, and the log says how it ended", async ({
  page,
  stack,
}) => {
  const { email: base } = newPerson();
  const rows = Array.from({ length: COUNT }, (_, index) => `${index}.${base},Many`);
  const buffer = Buffer.from(["email,name.first", ...rows].join("\n"));
  await signInToConsole(page, stack, "/import");
  await page
    .getByLabel("CSV or JSON file")
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByLabel(`Type ${COUNT} to confirm`).fill(String(COUNT));
  await page.getByRole("button", { name: "Begin" }).click();
  const count = async () => {
    const query = "select count(*) from identities where traits->>'email' like";
    return Number(await stack.query("kratos", `${query} '%.${base}'`));
  };
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
  await expect(page.locator("main")).toContainText("kept in Redis, which did not answer");
  expect(await count()).toBeLessThanOrEqual(made + BATCH);
});
