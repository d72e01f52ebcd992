/** A console whose Redis goes away: nobody is let in, nothing is said not to be done that was, and the log has every act. */

import { startRedis } from "../../../stack/redis.mjs";
import { type Browser, expect, fill, findActForm, test } from "../../support/console/contract";
import { findWrites, IDENTITY_ID, SESSION_ID, stubSessions } from "../../support/console/stub-sessions";
import type { Contract } from "../../support/contract";
import { json } from "../../support/stub-upstream";

let redis: Awaited<ReturnType<typeof startRedis>>;

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for
  consoleEnv: async ({}, use) => {
    redis ??= await startRedis();
    await use({ FOYER_REDIS_URL: redis.url });
  },
});
test.beforeEach(async ({ contract, desk }) => {
  stubSessions(contract);
  // Foyer connects by itself to what the test before ended and began again.
  const begin = async () => (await desk.newBrowser().get("/console/sign-in/start")).status;
  await expect.poll(begin).toBe(303);
});
test.afterEach(async () => {
  await redis.stop();
  redis = await startRedis({ port: redis.port });
});
test.afterAll(() => redis.stop());

const PAGE = `/console/sessions/${SESSION_ID}`;
const PERSON = `/console/identities/${IDENTITY_ID}`;

/** Lines of the log about acts of this operation: of each its phase, or how it ended. */
async function readActs({ foyer }: Contract, operation: string): Promise<string[]> {
  const lines = (await foyer.log()).split("\n").filter((line) => line.includes('"console-act"'));
  return lines
    .map((line) => JSON.parse(line.slice(line.indexOf("{"))))
    .filter((line) => line.operation === operation)
    .map(({ phase, result }) => result ?? phase);
}

function stubPerson({ kratosAdmin, hydra }: Contract): void {
  const person = { id: IDENTITY_ID, state: "active", schema_id: "s", traits: { email: "a@foyer.example" } };
  kratosAdmin.when(`/admin/identities/${IDENTITY_ID}`, json(200, person));
  kratosAdmin.when(`/admin/identities/${IDENTITY_ID}/sessions`, json(200, []));
  hydra.when("/admin/oauth2/auth/sessions/consent", json(200, []));
}

test("C24: without Redis nothing is shown or done, and the page says so", async ({ contract, desk }) => {
  const browser: Browser = await desk.signIn("ada");
  const form = findActForm(await browser.get(PAGE), "session.end");
  const change = (given: { code: string; state: string }) => {
    redis.pause();
    return given;
  };
  const callback = await desk.passProvider(desk.newBrowser(), "ada", { change });
  await redis.stop();
  const start = await desk.newBrowser().get("/console/sign-in/start");
  for (const answer of [callback, start]) {
    expect(answer.status).toBe(503);
    expect(answer.body).toContain("kept in Redis, which cannot be used");
  }
  for (const answer of [
    await browser.get(PAGE),
    await browser.get("/console/trail"),
    await browser.get("/console/import"),
    await browser.post(PAGE, fill(form)),
  ]) {
    expect(answer.status).toBe(503);
    expect(answer.body).toContain("kept in Redis, which cannot be used");
    expect(answer.body).toContain("Nothing was done.");
  }
  expect(findWrites(contract)).toEqual([]);
});

test("C24: what an act made is shown though Redis goes away meanwhile, and the log has the act", async ({
  contract,
  desk,
}) => {
  stubPerson(contract);
  const browser = await desk.signIn("ada");
  const form = findActForm(await browser.get(PERSON), "recovery.code");
  contract.kratosAdmin.when("/admin/recovery/code", async (request, response) => {
    await redis.stop();
    const link = "https://id.example/recovery?flow=1";
    const made = { recovery_code: "123456", recovery_link: link, expires_at: "2030-01-01T00:00:00Z" };
    await json(201, made)(request, response);
  });
  const answer = await browser.post(PERSON, fill(form));
  expect(answer.status, answer.body).toBe(200);
  expect(answer.body).toContain("123456");
  expect(await readActs(contract, "recovery.code")).toEqual(["intent", "done"]);
});

test("C24: a reload of a page that says what an act made, without Redis, does it no second time", async ({
  contract,
  desk,
}) => {
  stubPerson(contract);
  const browser = await desk.signIn("ada");
  const form = fill(findActForm(await browser.get(PERSON), "recovery.code"));
  const made = { recovery_code: "123456", recovery_link: "https://id.example/recovery?flow=1" };
  contract.kratosAdmin.when("/admin/recovery/code", async (request, response) => {
    redis.pause();
    await json(201, made)(request, response);
  });
  const answer = await browser.post(PERSON, form);
  expect(answer.status, answer.body).toBe(200);
  expect(answer.body).toContain("123456");
  expect(answer.body).toContain("A reload, which sends the form again, does nothing.");
  redis.resume();

  await expect.poll(async () => (await browser.get(PERSON)).status).toBe(200);
  const again = await browser.post(PERSON, form);
  expect(again.status, again.body).toBe(410);
  expect(again.body).toContain("This was carried out already");
  expect(contract.kratosAdmin.to("/admin/recovery/code")).toHaveLength(1);
  const anew = fill(findActForm(await browser.get(PERSON), "recovery.code"));
  contract.kratosAdmin.when("/admin/recovery/code", json(201, made));
  expect((await browser.post(PERSON, anew)).status).toBe(303);
});
