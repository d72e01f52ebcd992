// @ts-check
// A person who meets an error page, waits a moment, and tries the same thing again.

import { setTimeout as delay } from "node:timers/promises";

/** @typedef {import("./user-agent.mjs").LoadedPage} LoadedPage */

const PATIENCE_MS = 30_000;
const WAIT_MS = 100;

/**
 * Does one thing (opens an address, sends a form) and follows it to a page that waits for a person. A step that
 * answers 502, 503 or not at all is tried again, as somebody does who reloads or presses the button once more.
 * @param {import("./user-agent.mjs").UserAgent} agent
 * @param {() => Promise<LoadedPage>} act
 * @returns {Promise<{ page: LoadedPage, retries: number }>}
 * @throws when a step has not worked after half a minute
 */
export async function persist(agent, act) {
  let [step, retries, end] = [act, 0, performance.now() + PATIENCE_MS];
  for (;;) {
    const page = await step().catch(() => undefined);
    if (!page || page.status === 502 || page.status === 503) {
      if (performance.now() > end)
        throw new Error(`No answer after ${retries} tries (${page?.status ?? "none"}).`);
      retries += 1;
      await delay(WAIT_MS);
      continue;
    }
    const { next } = page;
    if (!next) return { page, retries };
    step = () => agent.go(next);
    end = performance.now() + PATIENCE_MS;
  }
}
