// @ts-check
// Waits for a condition by asking again and again until a deadline.

import { setTimeout as delay } from "node:timers/promises";

const INTERVAL_MS = 25;

/**
 * @param {string} what the condition in words, for the error
 * @param {() => boolean | Promise<boolean>} check true when it holds; an exception counts as "not yet"
 * @param {{ deadlineMs: number, failure?: () => string | undefined }} options `failure` ends the wait early with its text
 * @throws when the deadline passes or `failure` names a reason
 */
export async function waitFor(what, check, { deadlineMs, failure }) {
  const end = performance.now() + deadlineMs;
  /** @type {unknown} */
  let lastError;
  while (performance.now() < end) {
    const reason = failure?.();
    if (reason) throw new Error(`${what}: ${reason}`);
    try {
      if (await check()) return;
    } catch (error) {
      lastError = error;
    }
    await delay(INTERVAL_MS);
  }
  throw new Error(`${what}: not so after ${deadlineMs / 1000} s.`, { cause: lastError });
}

/**
 * Whether a URL answers 200.
 * @param {string} url
 */
export async function answersOk(url) {
  const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(2000) });
  await response.arrayBuffer();
  return response.status === 200;
}
