// @ts-check
/** How the cost of the sessions page grows with their number: processor time at 1, 10, 100 and 500, as ratios to 1. */

import { startFoyer } from "../stack/more-foyers.mjs";
import { createIdentity } from "../stack/ory-admin.mjs";
import { sendPassword } from "../tests/support/journey.mjs";
import { newUserAgent } from "../tests/support/plain-agent.mjs";
import { measureRequests } from "./measure-requests.mjs";

const NUMBERS = [1, 10, 100, 500];
const AMOUNT = { warmUp: 1000, amount: 500, rounds: 3 };
const PASSWORD = "Correct-growth-horse-9";

/** @typedef {Awaited<ReturnType<typeof import("../stack/manager.mjs").startStack>>} Stack */

/** @param {Stack} stack @returns {Promise<import("./table.mjs").Row[]>} */
export async function measureGrowth(stack) {
  const foyer = await startFoyer(stack, { FOYER_RATE_LIMIT: "false", FOYER_LOG_LEVEL: "error" });
  try {
    const subjects = [];
    for (const number of NUMBERS) {
      const cookie = await signIn(stack, number);
      const headers = { cookie, accept: "text/html", "accept-encoding": "gzip" };
      subjects.push({ name: String(number), pid: foyer.pid(), url: `${foyer.url}/sessions`, headers });
    }
    const costs = await measureRequests(subjects, AMOUNT);
    const base = costs.get("1")?.cpuMs ?? Number.NaN;
    return NUMBERS.map((number) => ({
      what: `/sessions with ${number} others ÷ with 1: CPU`,
      value: (costs.get(String(number))?.cpuMs ?? Number.NaN) / base,
      goal: number > 25 ? "as with 25" : "",
    }));
  } finally {
    await foyer.stop();
  }
}

/**
 * A person with so many sessions beside that of one browser.
 * @param {Stack} stack
 * @param {number} number
 * @returns {Promise<string>} the browser's cookies
 */
async function signIn({ urls }, number) {
  const email = `growth-${number}@foyer.example`;
  await createIdentity(urls.kratosAdmin, { traits: { email, name: { first: "Ada" } }, password: PASSWORD });
  for (let count = 0; count < number; count += 1) {
    const flow = await (await fetch(`${urls.kratosPublic}/self-service/login/api`)).json();
    const answer = await fetch(flow.ui.action, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ method: "password", identifier: email, password: PASSWORD }),
    });
    if (!answer.ok) throw new Error(`Session ${count} of ${number}: ${answer.status}`);
  }
  const agent = newUserAgent();
  await sendPassword(agent, await agent.open(`${urls.foyer}/login`), { email, password: PASSWORD });
  return [...agent.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}
