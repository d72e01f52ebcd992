// @ts-check
/** Memory under requests of every kind: flat after the warm-up, in quarters of one run of FOYER_BENCH_REQUESTS. */

import { startFoyer } from "../stack/more-foyers.mjs";
import { ask, readMemory } from "./measure-requests.mjs";
import { openFlow } from "./peers.mjs";

const REQUESTS = Number(process.env.FOYER_BENCH_REQUESTS ?? 100_000);
const QUARTERS = 4;
/** Of each kind, before the next kind's turn. */
const TURN = 500;

/** @typedef {Awaited<ReturnType<typeof import("../stack/manager.mjs").startStack>>} Stack */

/** @param {Stack} stack @returns {Promise<import("./table.mjs").Row[]>} */
export async function measureMemory(stack) {
  const foyer = await startFoyer(stack, { FOYER_RATE_LIMIT: "false", FOYER_LOG_LEVEL: "error" });
  try {
    const { query, cookie } = await openFlow(stack);
    const headers = { cookie, accept: "text/html", "accept-encoding": "gzip" };
    const kinds = [`/login?${query}`, "/login", "/registration", "/recovery", "/health/ready"].map(
      (path) => ({
        name: path,
        pid: foyer.pid(),
        url: foyer.url + path,
        headers: path.includes("?") ? headers : { ...headers, cookie: "" },
      }),
    );
    const rounds = Math.ceil(REQUESTS / QUARTERS / TURN / kinds.length);
    /** @type {number[]} */
    const after = [];
    for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
      for (let round = 0; round < rounds; round += 1) for (const kind of kinds) await ask(kind, TURN);
      after.push(await readMemory(foyer.pid()));
    }
    const [first = Number.NaN] = after;
    const asked = rounds * QUARTERS * TURN * kinds.length;
    return [
      { what: `memory after a quarter of ${asked} requests`, value: first, unit: "MB", goal: "≤ 200" },
      ...after.slice(1).map((value, index) => ({
        what: `after ${["half", "three quarters", "all"][index]} ÷ after a quarter`,
        value: value / first,
        goal: "≈ 1",
      })),
    ];
  } finally {
    await foyer.stop();
  }
}
