/** Two versions of Foyer side by side behind a balancer without sticky sessions: what one drew, the other answers. */

import { randomBytes } from "node:crypto";
import type { Browser } from "@playwright/test";
import { startFoyer } from "../../stack/more-foyers.mjs";
import { startRedis } from "../../stack/redis.mjs";
import { startRoundRobin } from "../../stack/round-robin.mjs";
import { allow, runJourney, sendPassword, unexpected } from "../support/journey.mjs";
import { makeOtherBuild, OTHER_COLOR, OTHER_RELEASE } from "../support/other-build.mjs";
import { createPerson, type Person } from "../support/people";
import { expect, type Stack, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";

const OLD = randomBytes(32).toString("hex");
const NEW = randomBytes(32).toString("hex");

/** At least so many while the roll-out goes on. */
const JOURNEYS = 20;
const AT_A_TIME = 3;

/** Secrets of each new instance that takes an old one's place: first the version is rolled out, then the secret. */
const STEPS = [`${OLD},${NEW}`, `${OLD},${NEW}`, `${NEW},${OLD}`, `${NEW},${OLD}`];

test.use({
  stackOptions: {
    database: "postgres",
    parts: ["kratos", "hydra", "mail", "upstreamIdp", "relyingParty"],
    demoAccounts: [],
  },
});
test.setTimeout(120_000);

type Foyer = Awaited<ReturnType<typeof startFoyer>>;

let build: Awaited<ReturnType<typeof makeOtherBuild>>;
let redis: Awaited<ReturnType<typeof startRedis>>;
let balancer: Awaited<ReturnType<typeof startRoundRobin>>;
let before: Foyer;
let after: Foyer;
let person: Person;

test.beforeAll(async ({ stack }) => {
  // A whole build: seconds, but minutes on a machine that is busy with other things.
  test.setTimeout(300_000);
  [build, redis] = await Promise.all([makeOtherBuild(), startRedis()]);
  [before, after] = await Promise.all([
    start(stack, "old build", OLD),
    start(stack, "new build", `${OLD},${NEW}`),
  ]);
  for (const [lender, borrower] of [
    [before, after],
    [after, before],
  ] as const) {
    // A start does not wait long for Redis: on a busy machine the files are lent a moment later.
    for (const path of await readAssets(lender))
      await expect.poll(async () => (await fetch(borrower.url + path)).status).toBe(200);
  }
  balancer = await startRoundRobin(stack.ports.foyer, [before.url, after.url]);
  person = await createPerson(stack);
});

test.afterAll(async () => {
  await balancer?.close();
  await Promise.all([before?.stop(), after?.stop()]);
  await redis?.stop();
  await build?.remove();
});

test("stylesheet and script of either version are served by the other, byte for byte, for good", async () => {
  for (const [drawer, other] of [
    [before, after],
    [after, before],
  ] as const) {
    const paths = await readAssets(drawer);
    expect(await readAssets(other), "the builds differ").not.toEqual(paths);
    for (const path of paths) {
      const [own, borrowed] = [await fetch(drawer.url + path), await fetch(other.url + path)];
      expect(borrowed.status, path).toBe(200);
      expect(await borrowed.text()).toBe(await own.text());
      expect(borrowed.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(borrowed.headers.get("content-type")).toMatch(
        path.endsWith(".css") ? /^text\/css/ : /^text\/javascript/,
      );
      for (const name of [
        "x-content-type-options",
        "content-security-policy",
        "cross-origin-resource-policy",
        "content-encoding",
        "vary",
      ])
        expect(borrowed.headers.get(name), name).toBe(own.headers.get(name));
    }
  }
  const missing = await fetch(`${after.url}/assets/foyer.0123456789.css`);
  expect([missing.status, missing.headers.get("cache-control")]).toEqual([404, "private, no-store"]);
});

test("in a browser, pages of both versions look and work like their own on every instance", async ({
  browser,
  stack,
}) => {
  const seen = [];
  for (const inTurn of [
    [before, after],
    [before, after, after],
    [after, before],
    [after, before, before],
  ]) {
    balancer.use(inTurn.map(({ url }) => url));
    seen.push(await lookAt(browser, stack.urls.foyer));
  }
  const ofOther = { color: OTHER_COLOR, release: OTHER_RELEASE };
  expect(seen.flatMap(({ failed }) => failed)).toEqual([]);
  expect(seen[0]?.look.color).not.toBe(OTHER_COLOR);
  expect(seen.map(({ look }) => look)).toEqual([seen[0]?.look, seen[0]?.look, ofOther, ofOther]);
  expect(seen[0]?.look.release).toBeUndefined();
});

for (const direction of ["old to new", "new to old"]) {
  test(`page and seal of one version are answered and read by the other, ${direction} and back`, async ({
    stack,
  }) => {
    const [first, second] = direction === "old to new" ? [before, after] : [after, before];
    let current = first.url;
    const agent = new UserAgent({ rewrite: (url) => url.replace(stack.urls.foyer, current) });
    // prompt=login is met only by what was sealed at first sight of the challenge.
    const login = await agent.open(`${stack.urls.relyingParty}/login?client=demo-app&prompt=login`);
    current = second.url;
    const consent = await agent.follow(await sendPassword(agent, login, person));
    expect(consent.url.pathname).toBe("/consent");
    current = first.url;
    const end = await agent.follow(await allow(agent, consent));
    expect(end.url.href).toBe(`${stack.urls.relyingParty}/`);
    expect(end.text).toContain(person.email);
  });
}

test("O7, O20: a roll-out that also rotates the secret loses nobody and grants nothing twice", async ({
  stack,
}) => {
  const serving = [await start(stack, "old build", OLD), await start(stack, "old build", OLD)];
  const everybody = [...serving];
  const use = () => balancer.use(serving.map(({ url }) => url));
  const codesBefore = await countCodes(stack);
  let [begun, done, isRolledOut] = [0, 0, false];

  /** Of more than are under way at once, one began after this. */
  const letSomeSignIn = async () => {
    const wanted = done + AT_A_TIME + 1;
    await expect.poll(() => done, { timeout: 30_000 }).toBeGreaterThanOrEqual(wanted);
  };
  const rollOut = async () => {
    await letSomeSignIn();
    for (const [step, secrets] of STEPS.entries()) {
      const incoming = await start(stack, "new build", secrets);
      everybody.push(incoming);
      const outgoing = serving.splice(step % serving.length, 1, incoming);
      use();
      await Promise.all(outgoing.map(({ stop }) => stop()));
      await letSomeSignIn();
    }
  };
  const signInAgainAndAgain = async () => {
    while (!isRolledOut || begun < JOURNEYS) {
      begun += 1;
      await signInAtOnce(stack);
      done += 1;
    }
  };
  use();
  const everything = await Promise.allSettled([
    rollOut().finally(() => {
      isRolledOut = true;
    }),
    ...Array.from({ length: AT_A_TIME }, signInAgainAndAgain),
  ]);
  await Promise.all(everybody.map(({ stop }) => stop()));
  expect(everything.filter(({ status }) => status === "rejected")).toEqual([]);
  expect(done).toBeGreaterThanOrEqual(JOURNEYS);
  expect((await countCodes(stack)) - codesBefore, "one code a journey").toBe(done);
  for (const { url } of everybody)
    expect(balancer.handed.get(url), "each instance took part").toBeGreaterThan(0);
});

function start(stack: Stack, which: "old build" | "new build", secrets: string): Promise<Foyer> {
  const env = { FOYER_REDIS_URL: redis.url, FOYER_RATE_LIMIT: "false", COOKIE_SECRET: secrets };
  return startFoyer(stack, env, which === "new build" ? { root: build.root } : {});
}

/** Paths of the stylesheet and the script that an instance's pages name. */
async function readAssets({ url }: Foyer): Promise<string[]> {
  const html = await (await fetch(`${url}/login`)).text();
  const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
  expect(paths).toHaveLength(2);
  return paths;
}

/** Opens the login page with an empty cache: how it looks, and what of it could not be loaded. */
async function lookAt(browser: Browser, foyer: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const failed: string[] = [];
  page.on("response", (answer) => answer.status() >= 400 && failed.push(answer.url()));
  page.on("requestfailed", (request) => failed.push(request.url()));
  await page.goto(`${foyer}/login`);
  const look = await page.evaluate(() => ({
    color: getComputedStyle(document.body).outlineColor,
    release: document.documentElement.dataset.release,
  }));
  await context.close();
  return { look, failed };
}

/** From the app over password and consent back to the app; nothing is tried twice. */
async function signInAtOnce(stack: Stack): Promise<void> {
  const app = stack.urls.relyingParty;
  const end = await runJourney(new UserAgent(), app, person);
  if (end.url.href !== `${app}/` || !end.text.includes(person.email)) throw unexpected(end);
}

/** Authorization codes that Hydra has issued: the grants that count. */
async function countCodes(stack: Stack): Promise<number> {
  return Number(await stack.query("hydra", "SELECT count(*) FROM hydra_oauth2_code"));
}
