/** The connection to Redis, where one is configured: made at first use, kept up by itself, never waited for long. */

import type { Redis } from "ioredis";
import { getConfig } from "@/lib/config/config";
import { getLogger } from "@/lib/observe/log";
import { getProcessState } from "@/lib/process/state";

/** A command that takes longer counts as failed: people wait for what Redis only makes safer. */
const COMMAND_TIMEOUT_MS = 500;
const CONNECT_TIMEOUT_MS = 2000;
const LONGEST_RETRY_MS = 2000;

interface RedisState {
  client?: Promise<Redis>;
  /** Whether the last thing heard of the connection was bad; each change is logged once. */
  isDown: boolean;
}

/**
 * The client, or undefined when no Redis is configured. Its commands fail at once while the connection is down:
 * callers go on without it.
 */
export async function getRedis(): Promise<Redis | undefined> {
  const { redisUrl } = getConfig();
  if (!redisUrl) return undefined;
  const state = getProcessState<RedisState>("redis", () => ({ isDown: false }));
  state.client ??= connect(redisUrl, state);
  return state.client;
}

async function connect(url: string, state: RedisState): Promise<Redis> {
  const { Redis } = await import("ioredis");
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_RETRY_MS),
  });
  client.on("error", (error: Error & { code?: string }) => {
    if (state.isDown) return;
    state.isDown = true;
    // The system's code only: messages of Redis may quote the URL, which holds a password.
    getLogger().error({ event: "redis-down", error: error.name, cause: error.code });
  });
  client.on("ready", () => {
    if (state.isDown) getLogger().info({ event: "redis-up" });
    state.isDown = false;
  });
  await client.connect().catch(() => {});
  return client;
}
