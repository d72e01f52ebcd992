/** What requests cost Foyer, by the processor time that it reports of itself: other work on the machine is not in it. */

import { fetchRaw, type RawRequest } from "./raw-http";

/** A target, and what it is asked with. */
export type Asked = readonly [target: string, request?: RawRequest];

const ROUNDS = 3;
const REQUESTS_PER_ROUND = 6;

/**
 * Processor time of one such request in milliseconds, the cheapest of several rounds.
 * @param port of a Foyer with FOYER_METRICS
 */
export async function measureRequest(port: number, [target, request]: Asked): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = await readMetric(port, "process_cpu_seconds_total");
    for (let sent = 0; sent < REQUESTS_PER_ROUND; sent++) await fetchRaw(port, target, request);
    const seconds = (await readMetric(port, "process_cpu_seconds_total")) - before;
    best = Math.min(best, (seconds * 1000) / REQUESTS_PER_ROUND);
  }
  return best;
}

/** Longest that other requests had to wait for these, in milliseconds: the event loop's delay. */
export async function measureDelay(port: number, requests: readonly Asked[]): Promise<number> {
  // What it says is of the time since it was last asked.
  await readMetric(port, "nodejs_eventloop_lag_max_seconds");
  await Promise.all(requests.map(([target, request]) => fetchRaw(port, target, request)));
  return (await readMetric(port, "nodejs_eventloop_lag_max_seconds")) * 1000;
}

async function readMetric(port: number, name: string): Promise<number> {
  const { body } = await fetchRaw(port, "/metrics");
  const value = Number(body.match(new RegExp(`^${name} (\\S+)$`, "m"))?.[1]);
  if (Number.isNaN(value)) throw new Error(`Foyer does not report ${name}.`);
  return value;
}
