/** An import whose Foyer is killed in the middle, with real Redis and Kratos: it goes on, and makes each account once. */

import { startRedis } from "../../../stack/redis.mjs";
import { signInToConsole } from "../../support/console/operator";
import { newPerson } from "../../support/people";
import { expect, test } from "../../support/test";

/** The same for Foyer before and after a restart. */
let redis: Awaited<ReturnType<typeof startRedis>> | undefined;

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
const KILLS = 2;

test("C24: an import that is killed in the middle goes on, and each account is made once", async ({
  page,
  stack,
}) => {
  test.slow();
  const { email: base } = newPerson();
  const emails = Array.from({ length: COUNT }, (_, index) => `${index}.${base}`);
  const text = ["email,name.first", ...emails.map((email) => `${email},Many`)].join("\n");
  await signInToConsole(page, stack, "/import");
  await page
    .getByLabel("CSV or JSON file")
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByLabel(`Type ${COUNT} to confirm`).fill(String(COUNT));
  await page.getByRole("button", { name: "Begin" }).click();

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

  const results = await (await page.request.get(`${page.url().split("?")[0]}/results`)).text();
  expect(new Set(results.match(/Row \d+/g)).size).toBe(COUNT);
  const query =
    "select count(*) || ' ' || count(distinct traits->>'email') from identities where traits->>'email' like";
  expect((await stack.query("kratos", `${query} '%.${base}'`)).trim()).toBe(`${COUNT} ${COUNT}`);
});
