/** Asks Redis where an answer helps and none is no reason to fail. */

import { getLogger } from "@/lib/observe/log";

/** What a command answered, or `unknown` when Redis did not. */
export async function attempt<T>(run: () => Promise<T>): Promise<T | "unknown"> {
  try {
    return await run();
  } catch (error) {
    getLogger().warn({ event: "redis-failed", error: error instanceof Error ? error.name : "unknown" });
    return "unknown";
  }
}
