/** Asks Redis where an answer helps and none is no reason to fail. */

import { getLogger } from "@/lib/observe/log";
import { getProcessState } from "@/lib/process/state";
import { toRedisReason } from "./redis-reason";

/** What a command answered, or `unknown` when Redis did not. */
export async function attempt<T>(run: () => Promise<T>): Promise<T | "unknown"> {
  try {
    return await run();
  } catch (error) {
    noteRefusal(error);
    return "unknown";
  }
}

/** How often it is said of one cause, in milliseconds. */
const SAID_MS = 60_000;

/**
 * Logs that Redis does not do what it is told, or not in time: a full one refuses several commands of each form, so of one cause
 * once a minute. A connection that is down is logged where it is kept, once (threat L5); a slow one is up.
 */
export function noteRefusal(error: unknown): void {
  if (!(error instanceof Error)) return;
  const cause = toRedisReason(error);
  if (error.name !== "ReplyError" && cause !== "ETIMEDOUT") return;
  const saidAt = getProcessState("redis-refusals", () => new Map<string | undefined, number>());
  const now = performance.now();
  if (now - (saidAt.get(cause) ?? Number.NEGATIVE_INFINITY) < SAID_MS) return;
  saidAt.set(cause, now);
  getLogger().warn({ event: "redis-failed", error: error.name, cause });
}
