/** Two instances that share a Redis: one accept per challenge, one count of posts; and both go on without it. */

import { randomBytes } from "node:crypto";
import { prepareFoyerProcess } from "../../../stack/foyer-process.mjs";
import { openProcessGroup } from "../../../stack/processes.mjs";
import { startRedis } from "../../../stack/redis.mjs";
import { readAudit, readLog } from "../../support/foyer-log";
import { findRefresh } from "../../support/html.mjs";
import { createPerson, signInWithPassword } from "../../support/people";
import { expect, type Stack, test } from "../../support/test";

const COOKIE_SECRET = randomBytes(32).toString("hex");

let redis: Awaited<ReturnType<typeof startRedis>>;

test.use({
  stackOptions: {
    parts: ["mail", "relyingParty", "kratos", "hydra", "foyer"],
    demoAccounts: [],
    foyerEnv: async () => {
      redis = await startRedis();
      return { COOKIE_SECRET, FOYER_REDIS_URL: redis.url };
    },
  },
});
test.afterAll(() => redis?.stop());

/** A second process of the same service: same public URL, same secret, same Redis, same log. */
async function withSecondInstance(stack: Stack, run: (url: string) => Promise<void>): Promise<void> {
  const processes = openProcessGroup({});
  const url = `http://localhost:${stack.ports.upstreamIdp}`; // that part does not run here
  const spec = await prepareFoyerProcess({
    dir: stack.dir,
    urls: { ...stack.urls, foyer: url },
    port: stack.ports.upstreamIdp,
    cookieSecret: COOKIE_SECRET,
    overrides: { FOYER_PUBLIC_URL: stack.urls.foyer, FOYER_REDIS_URL: redis.url },
  });
  const instance = await processes.start(spec);
  try {
    await run(url);
  } finally {
    await instance.stop();
    await processes.close();
  }
}

test("O7: a consent that reaches two instances at once is accepted once, with one redirect", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await page.goto(`${stack.urls.relyingParty}/login`);
  await signInWithPassword(page, person);
  await expect(page.getByTestId("consent")).toBeVisible();
  const form = await page
    .locator('form:has([name="consent_challenge"])')
    .first()
    .evaluate((element) =>
      [...new FormData(element as HTMLFormElement)].map(([name, value]) => [name, String(value)]),
    );
  const body = new URLSearchParams(
    [...form, ["consent_action", "accept"]].map(([name = "", value = ""]) => [name, value]),
  );

  await withSecondInstance(stack, async (second) => {
    const answers = await Promise.all(
      [stack.urls.foyer, second, second, stack.urls.foyer].map((url) =>
        page.request.post(`${url}/consent`, {
          data: body.toString(),
          headers: {
            "content-type": "application/x-www-form-urlencoded",
            origin: stack.urls.foyer,
            "sec-fetch-site": "same-origin",
          },
          maxRedirects: 0,
        }),
      ),
    );
    const redirects = await Promise.all(answers.map(async (answer) => findRefresh(await answer.text())));
    expect(redirects[0]).toContain(`${stack.urls.hydraPublic}/oauth2/auth`);
    expect(new Set(redirects).size).toBe(1);
  });
  const grants = (await readAudit(stack)).filter(
    ({ action, subject }) => action === "consent.granted" && subject === person.id,
  );
  expect(grants).toHaveLength(1);
});

test("without Redis people still get to their app; the log says once that it went and came back", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await page.goto(`${stack.urls.relyingParty}/login`);
  await redis.stop();
  await signInWithPassword(page, person);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByTestId("rp-claims")).toContainText(person.email);
  const count = async (wanted: string) =>
    (await readLog(stack)).filter(({ event }) => event === wanted).length;
  expect(await count("redis-down")).toBe(1);
  expect(await count("redis-failed")).toBe(0);
  redis = await startRedis({ port: redis.port });
  await expect.poll(() => count("redis-up")).toBe(1);
  expect(await count("redis-down")).toBe(1);
});
