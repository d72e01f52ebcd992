/** Keeps an answer that changes only when an operator changes it: read once, then refreshed behind the page that asks. */

import { setTimeout as delay } from "node:timers/promises";

/** Age in milliseconds from which what Kratos' operator may have changed is read again. */
export const FRESH_MS = 5 * 60 * 1000;

/** After a failure nobody waits for another attempt so soon: the page goes on without, in milliseconds. */
const PATIENCE_MS = 5000;

export interface Cached<T> {
  /** Waits only while nothing is known yet, or a short while for what may be old; `undefined` when it could not be read. Never throws. */
  get(): Promise<T | undefined>;
  /** What another answer taught meanwhile. */
  put(value: T): void;
  /** Reads anew, whatever is known; whether that succeeded. Never throws. */
  refresh(): Promise<boolean>;
}

/**
 * @param load asks the upstream; one call at a time, whoever waits
 * @param freshMs age in milliseconds from which the next `get` has the value read again
 * @param waitMs longest that this `get` waits for it; without, it is read behind the page
 */
export function cache<T>(
  load: () => Promise<T>,
  freshMs: number,
  { now = () => performance.now(), waitMs = 0 }: { now?: () => number; waitMs?: number } = {},
): Cached<T> {
  let known: { value: T; at: number } | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<boolean> | undefined;

  const put = (value: T) => {
    known = { value, at: now() };
  };
  const read = () => {
    loading ??= load()
      .then(
        (value) => {
          put(value);
          return true;
        },
        () => {
          failedAt = now();
          return false;
        },
      )
      .finally(() => {
        loading = undefined;
      });
    return loading;
  };
  return {
    async get() {
      if (!known && now() - failedAt >= PATIENCE_MS) await read();
      if (!known) return undefined;
      if (now() - known.at >= freshMs && now() - failedAt >= PATIENCE_MS) {
        const reading = read();
        if (waitMs > 0) await Promise.race([reading, delay(waitMs, undefined, { ref: false })]);
      }
      return known.value;
    },
    put,
    refresh: read,
  };
}
