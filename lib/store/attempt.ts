/** Asks Redis where an answer helps and none is no reason to fail. */

import { getLogger } from "@/lib/observe/log";
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

/**
 * Logs that Redis does not do what it is told. A connection that is down is logged where it is kept, once, and not for each
 * form that does without (threat L5).
 */
export function noteRefusal(error: unknown): void {
  if (error instanceof Error && error.name === "ReplyError")
    getLogger().warn({ event: "redis-failed", error: error.name, cause: toRedisReason(error) });
}
