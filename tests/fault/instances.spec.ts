/** Several Foyer processes behind a balancer, with PostgreSQL under Kratos and Hydra; processes die all the time. */

import { readFile } from "node:fs/promises";
import { startFoyer } from "../../stack/more-foyers.mjs";
import { startRedis } from "../../stack/redis.mjs";
import { startRoundRobin } from "../../stack/round-robin.mjs";
import { allow, runJourney, sendPassword, unexpected } from "../support/journey.mjs";
import { persist } from "../support/patient.mjs";
import { createPerson, type Person } from "../support/people";
import { expect, type Stack, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";

/** FOYER_TEST_JOURNEYS: another number of them. */
const JOURNEYS = Number(process.env.FOYER_TEST_JOURNEYS ?? 500);
const JOURNEYS_A_KILL = 20;
const AT_A_TIME = 8;
const PEOPLE = 25;

test.use({
  stackOptions: {
    database: "postgres",
    parts: ["kratos", "hydra", "mail", "upstreamIdp", "relyingParty"],
  },
});
test.setTimeout(300_000);

let redis: Awaited<ReturnType<typeof startRedis>>;
let instances: Awaited<ReturnType<typeof startFoyer>>[] = [];
let balancer: Awaited<ReturnType<typeof startRoundRobin>>;
let people: Person[] = [];

test.beforeAll(async ({ stack }) => {
  redis = await startRedis();
  const env = { FOYER_REDIS_URL: redis.url, FOYER_RATE_LIMIT: "false" };
  instances = await Promise.all([startFoyer(stack, env), startFoyer(stack, env)]);
  balancer = await startRoundRobin(
    stack.ports.foyer,
    instances.map(({ url }) => url),
  );
  people = await Promise.all(Array.from({ length: PEOPLE }, () => createPerson(stack)));
});

test.afterAll(async () => {
  await balancer?.close();
  await Promise.all(instances.map(({ stop }) => stop()));
  await redis?.stop();
});

test(`O7: instances killed all through ${JOURNEYS} journeys: none lost, none granted twice`, async ({
  stack,
}) => {
  const before = await countCodes(stack);
  let kills = 0;
  let killing = Promise.resolve();
  await runJourneys(stack, JOURNEYS, (done) => {
    if (done % JOURNEYS_A_KILL !== 0) return;
    killing = killing.then(() => instances[kills++ % instances.length]?.killAndStart());
  });
  await killing;
  expect((await countCodes(stack)) - before, "one code a journey").toBe(JOURNEYS);
  expect(kills).toBe(Math.floor(JOURNEYS / JOURNEYS_A_KILL));
  expect(balancer.handed.size, "both instances took part").toBe(2);
});

test("PostgreSQL stands still under load: error pages, no journey lost, none granted twice", async ({
  stack,
}) => {
  const before = await countCodes(stack);
  const journeys = runJourneys(stack, 60);
  await expect.poll(() => countCodes(stack), { timeout: 60_000 }).toBeGreaterThan(before);
  const pids = await pause(stack.pids().postgres);
  try {
    const page = await new UserAgent().send(`${stack.urls.foyer}/login`);
    expect(page.status).toBe(503);
    const alive = await fetch(`${stack.urls.foyer}/health/alive`);
    expect(alive.status).toBe(200);
  } finally {
    for (const pid of pids) signal(pid, "SIGCONT");
  }
  await journeys;
  expect((await countCodes(stack)) - before).toBe(60);
});

test("another instance answers a page's form, and one that drains finishes what it began", async ({
  stack,
}) => {
  const [first, second] = instances;
  if (!first || !second) throw new Error("two instances were started");
  const person = people[0] ?? (await createPerson(stack));
  let current = first.url;
  const agent = new UserAgent({ rewrite: (url) => url.replace(stack.urls.foyer, current) });
  const login = await agent.open(`${stack.urls.relyingParty}/login?client=demo-app&prompt=login`);
  current = second.url;
  const consent = await agent.follow(await sendPassword(agent, login, person));
  expect(consent.url.pathname).toBe("/consent");
  current = first.url;
  const end = await agent.follow(await allow(agent, consent));
  expect(end.url.href).toBe(`${stack.urls.relyingParty}/`);
});

/** All of them, some at a time; the first that fails fails the run. */
async function runJourneys(stack: Stack, count: number, onDone = (_done: number) => {}): Promise<void> {
  let begun = 0;
  let done = 0;
  const worker = async () => {
    while (begun < count) {
      const number = begun++;
      await signInPatiently(stack, people[number % people.length]);
      done += 1;
      onDone(done);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

async function signInPatiently(stack: Stack, person: Person | undefined): Promise<void> {
  if (!person) throw new Error("nobody to sign in");
  const agent = new UserAgent();
  const app = stack.urls.relyingParty;
  const end = await runJourney(agent, app, person, async (act) => (await persist(agent, act)).page);
  if (end.url.href !== `${app}/` || !end.text.includes(person.email)) throw unexpected(end);
}

/** Authorization codes that Hydra has issued: the grants that count. */
async function countCodes(stack: Stack): Promise<number> {
  return Number(await stack.query("hydra", "SELECT count(*) FROM hydra_oauth2_code"));
}

/** Stops a process and its children, which PostgreSQL puts into groups of their own. */
async function pause(pid: number | undefined): Promise<number[]> {
  if (pid === undefined) throw new Error("PostgreSQL does not run");
  signal(pid, "SIGSTOP");
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  const pids = children.split(" ").filter(Boolean).map(Number);
  for (const child of pids) signal(child, "SIGSTOP");
  return [pid, ...pids];
}

/** One that has ended in the meantime needs no signal. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
