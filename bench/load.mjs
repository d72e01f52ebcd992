// @ts-check
/**
 * `node bench/load.mjs [--minutes=10] [--at-a-time=16]`: whole sign-in journeys (app → password → consent → app) at
 * saturation, with one Foyer and with two behind a balancer, on PostgreSQL, in one run. What counts are the ratios.
 */

import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { startStack } from "../stack/manager.mjs";
import { startFoyer } from "../stack/more-foyers.mjs";
import { startRoundRobin } from "../stack/round-robin.mjs";
import { runJourney, unexpected } from "../tests/support/journey.mjs";
import { toMedian, toQuantile } from "../tests/support/quantile.mjs";
import { UserAgent } from "../tests/support/user-agent.mjs";
import { readMemory } from "./measure-requests.mjs";
import { printTable } from "./table.mjs";

const DEFAULT_MINUTES = 0.25;
const DEFAULT_AT_A_TIME = 16;
const PEOPLE = 50;
const SAMPLE_MS = 1000;

/** @typedef {Awaited<ReturnType<typeof startStack>>} Stack */
/** @typedef {{ email: string, password: string }} Person */
/** @typedef {{ perSecond: number, p50: number, p99: number, errors: number, journeys: number, growth: number, peak: number }} Load
 *   times in ms, memory of one instance in MB; `growth`: last third of the samples over the first, as medians */

/**
 * @param {{ minutes?: number, atATime?: number }} [options] `minutes` for each of the two measurements
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function run({ minutes = DEFAULT_MINUTES, atATime = DEFAULT_AT_A_TIME } = {}) {
  const parts = /** @type {const} */ (["kratos", "hydra", "mail", "upstreamIdp", "relyingParty"]);
  const stack = await startStack({ ephemeral: true, database: "postgres", parts: [...parts] });
  try {
    const people = await Promise.all(Array.from({ length: PEOPLE }, () => createPerson(stack)));
    const one = await measure(stack, people, { instances: 1, minutes, atATime });
    const two = await measure(stack, people, { instances: 2, minutes, atATime });
    return [...toRows("one instance", one), ...toRows("two instances", two), ...toRatios(one, two)];
  } finally {
    await stack.stop();
  }
}

/**
 * @param {Stack} stack
 * @param {Person[]} people
 * @param {{ instances: number, minutes: number, atATime: number }} options
 * @returns {Promise<Load>}
 */
async function measure(stack, people, { instances, minutes, atATime }) {
  const env = { FOYER_RATE_LIMIT: "false", FOYER_LOG_LEVEL: "error" };
  const foyers = await Promise.all(Array.from({ length: instances }, () => startFoyer(stack, env)));
  const balancer = await startRoundRobin(
    stack.ports.foyer,
    foyers.map(({ url }) => url),
  );
  /** @type {number[]} */
  const memory = [];
  const sampling = setInterval(async () => memory.push(await readMemory(foyers[0]?.pid() ?? 0)), SAMPLE_MS);
  try {
    const { times, errors, seconds } = await saturate(stack, people, { minutes, atATime });
    const third = Math.max(1, Math.floor(memory.length / 3));
    return {
      journeys: times.length,
      perSecond: times.length / seconds,
      p50: toQuantile(times, 0.5),
      p99: toQuantile(times, 0.99),
      errors,
      growth: toMedian(memory.slice(-third)) / toMedian(memory.slice(0, third)),
      peak: Math.max(...memory),
    };
  } finally {
    clearInterval(sampling);
    await balancer.close();
    await Promise.all(foyers.map(({ stop }) => stop()));
  }
}

/** @param {Stack} stack @param {Person[]} people @param {{ minutes: number, atATime: number }} options */
async function saturate(stack, people, { minutes, atATime }) {
  /** @type {number[]} */
  const times = [];
  let [errors, next] = [0, 0];
  const begun = performance.now();
  const worker = async () => {
    while (performance.now() - begun < minutes * 60_000) {
      const person = people[next++ % people.length];
      const startedAt = performance.now();
      try {
        if (person) await signIn(stack, person);
        times.push(performance.now() - startedAt);
      } catch (error) {
        errors += 1;
        process.stderr.write(`${describeFailure(error, performance.now() - startedAt)}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return { times, errors, seconds: (performance.now() - begun) / 1000 };
}

/** When it began, how long it took, why it ended: what servers' logs are searched by. @param {unknown} error @param {number} tookMs */
function describeFailure(error, tookMs) {
  const reasons = [];
  for (let at = error; at instanceof Error; at = at.cause) reasons.push(at.message);
  return `${new Date().toISOString()}, after ${Math.round(tookMs)} ms: ${reasons.join(": ")}`;
}

/** One journey. @param {Stack} stack @param {Person} person @throws when it does not end at the app */
async function signIn(stack, person) {
  const agent = new UserAgent();
  // The app's callback is its own work; Foyer's ends where it sends the browser off.
  const end = await runJourney(agent, stack.urls.relyingParty, person, async (act) =>
    agent.follow(await act(), { until: /\/callback\?code=/ }),
  );
  if (!end.url.href.includes("/callback?code=")) throw unexpected(end);
}

/** @param {Stack} stack @returns {Promise<Person>} */
async function createPerson(stack) {
  const id = randomBytes(6).toString("hex");
  const person = { email: `load-${id}@foyer.example`, password: `Correct-${id}-horse` };
  await stack.createIdentity({
    traits: { email: person.email, name: { first: "Ada" } },
    password: person.password,
  });
  return person;
}

/** @param {string} name @param {Load} load @returns {import("./table.mjs").Row[]} */
function toRows(name, { journeys, perSecond, p50, p99, errors, growth, peak }) {
  return [
    { what: `${name}: sign-in journeys (errors)`, value: `${journeys} (${errors})`, goal: "no errors" },
    { what: `${name}: journeys per second`, value: perSecond },
    { what: `${name}: p50 / p99`, value: `${Math.round(p50)} / ${Math.round(p99)} ms` },
    { what: `${name}: memory, last third ÷ first`, value: growth, goal: "≈ 1 over 10 minutes" },
    { what: `${name}: memory, peak of an instance`, value: peak, unit: "MB" },
  ];
}

/** @param {Load} one @param {Load} two @returns {import("./table.mjs").Row[]} */
function toRatios(one, two) {
  return [
    { what: "two ÷ one: journeys per second", value: two.perSecond / one.perSecond },
    { what: "two ÷ one: p99", value: two.p99 / one.p99 },
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  /** @param {string} name */
  const flag = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split("=")[1];
  const rows = await run({
    minutes: Number(flag("minutes") ?? DEFAULT_MINUTES),
    atATime: Number(flag("at-a-time") ?? DEFAULT_AT_A_TIME),
  });
  printTable("load", rows);
}
