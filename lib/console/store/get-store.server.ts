/** The one store of this process: Redis where it is configured, else memory. */

import { getProcessState } from "@/lib/process/state";
import { getRedis } from "@/lib/store/redis";
import { getConsoleConfig } from "../get-console-config.server";
import { toMemoryStore } from "./memory-store";
import { toRedisStore } from "./redis-store.server";
import type { ConsoleStore } from "./store";

export function getStore(): Promise<ConsoleStore> {
  return getProcessState("console-store", async () => {
    const redis = await getRedis();
    if (!redis) return toMemoryStore(Date.now, getConsoleConfig().trail.maxEntries);
    const store = toRedisStore(redis);
    // It may have begun with an older copy of its data; where it is away again, it comes back again.
    redis.on("ready", () => void store.takeAgain().catch(() => {}));
    return store;
  });
}
