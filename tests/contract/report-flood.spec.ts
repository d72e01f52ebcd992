/** Anybody may post policy reports; what one address can write into the log by that is limited. */

import { expect, test } from "../support/contract";

test.use({ foyerEnv: { FOYER_RATE_LIMIT: "true" } });

const REPORTS = 1000;
const BATCH = 50;

test("F13: a flood of policy reports from one address does not fill the log", async ({ contract }) => {
  const { foyer, get } = contract;
  const body = JSON.stringify({ "csp-report": { "effective-directive": "img-src", "blocked-uri": "data" } });
  const report = () =>
    get("/csp-report", { method: "POST", headers: { "content-type": "application/csp-report" }, body });
  const statuses: number[] = [];
  while (statuses.length < REPORTS) {
    const answers = await Promise.all(Array.from({ length: BATCH }, report));
    statuses.push(...answers.map(({ status }) => status));
  }
  expect([...new Set(statuses)].filter((status) => status !== 204 && status !== 429)).toEqual([]);
  const logged = (await foyer.log()).split('"event":"csp-violation"').length - 1;
  expect(logged, "the first ones are of use").toBeGreaterThan(0);
  expect(logged).toBeLessThan(REPORTS / 2);
});
