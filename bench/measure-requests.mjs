// @ts-check
/** What requests cost a process: its own processor time, which other work on the machine does not change much, and rate. */

import { readFile } from "node:fs/promises";
import autocannon from "autocannon";
import { toMedian } from "../tests/support/quantile.mjs";

/** Linux counts a process' time in hundredths of a second, whatever its kernel ticks by. */
const MS_PER_TICK = 10;
const CONNECTIONS = 8;

/**
 * @typedef {object} Subject
 * @property {string} name
 * @property {number} pid
 * @property {string} url
 * @property {Record<string, string>} headers
 * @property {readonly { path: string, headers: Record<string, string> }[]} [requests] in turns, in place of the one address
 */
/** @typedef {{ cpuMs: number, perSecond: number }} Cost of one request; and how many in a second */

/** User and system time of a process and all its threads, in milliseconds. @param {number} pid */
export async function readProcessorTime(pid) {
  const line = await readFile(`/proc/${pid}/stat`, "utf8");
  // The name, in parentheses, may hold spaces; utime and stime are fields 14 and 15 (proc(5)).
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Resident memory in megabytes. @param {number} pid */
export async function readMemory(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(status.match(/^VmRSS:\s+(\d+) kB$/m)?.[1]) / 1024;
}

/**
 * Warms each, then measures them in rounds, in an order that is new each round.
 * @param {readonly Subject[]} subjects
 * @param {{ warmUp: number, amount: number, rounds: number }} options requests for each
 * @returns {Promise<Map<string, Cost>>} medians, by name
 */
export async function measureRequests(subjects, { warmUp, amount, rounds }) {
  for (const subject of subjects) await ask(subject, warmUp);
  /** @type {Map<string, Cost[]>} */
  const costs = new Map(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of shuffle(subjects)) costs.get(subject.name)?.push(await measure(subject, amount));
  }
  return new Map(
    [...costs].map(([name, all]) => [
      name,
      {
        cpuMs: toMedian(all.map((cost) => cost.cpuMs)),
        perSecond: toMedian(all.map((cost) => cost.perSecond)),
      },
    ]),
  );
}

/** @param {Subject} subject @param {number} amount @returns {Promise<Cost>} */
async function measure(subject, amount) {
  const before = await readProcessorTime(subject.pid);
  const seconds = await ask(subject, amount);
  const cpu = (await readProcessorTime(subject.pid)) - before;
  return { cpuMs: cpu / amount, perSecond: amount / seconds };
}

/**
 * @param {Subject} subject @param {number} amount
 * @returns seconds from the first request to the last answer: autocannon itself notices its end at a whole second
 * @throws when an answer is no 2xx
 */
export async function ask({ name, url, headers, requests }, amount) {
  const startedAt = performance.now();
  let lastAt = startedAt;
  /** @type {import("autocannon").Result} */
  const { non2xx, errors } = await new Promise((resolve, reject) => {
    const turns = requests && { requests: requests.map((each) => ({ ...each })) };
    const run = autocannon({ url, headers, amount, connections: CONNECTIONS, ...turns }, (error, result) =>
      error ? reject(error) : resolve(result),
    );
    run.on("response", () => {
      lastAt = performance.now();
    });
  });
  if (non2xx > 0 || errors > 0) throw new Error(`${name}: ${non2xx} refusals, ${errors} errors`);
  return (lastAt - startedAt) / 1000;
}

/** @param {readonly Subject[]} subjects */
function shuffle(subjects) {
  return subjects
    .map((subject) => ({ subject, at: Math.random() }))
    .toSorted((left, right) => left.at - right.at)
    .map(({ subject }) => subject);
}
