// @ts-check
// A person who meets an error page, waits a moment, and tries the same thing again.

import { setTimeout as delay } from "node:timers/promises";
import { toNext } from "./plain-agent.mjs";

/** @typedef {import("./plain-agent.mjs").Document} Document */

const PATIENCE_MS = 30_000;
const WAIT_MS = 100;

/**
 * Does one thing (opens an address, sends a form) and follows it to a page that waits for a person. A step that
 * answers 502, 503 or not at all is tried again, as somebody does who reloads or presses the button once more.
 * @param {import("./plain-agent.mjs").UserAgent} agent
 * @param {() => Promise<Document>} act
 * @returns {Promise<{ page: Document, retries: number }>}
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
    const next = toNext(page);
    if (!next) return { page, retries };
    const site = new URL(next).origin === new URL(page.url).origin ? "same-origin" : "same-site";
    step = () => agent.send(next, { site });
    end = performance.now() + PATIENCE_MS;
  }
}
