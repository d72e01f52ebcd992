/** The connection to Redis, where one is configured: made at first use, kept up by itself, never waited for long. */

import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { Certificate } from "@/lib/config/certificate";
import { getConfig } from "@/lib/config/config";
import { getLogger } from "@/lib/observe/log";
import { getProcessState } from "@/lib/process/state";
import { toRedisReason } from "./redis-reason";

/** A command that takes longer counts as failed: people wait for what Redis only makes safer. */
export const COMMAND_TIMEOUT_MS = 500;
const CONNECT_TIMEOUT_MS = 2000;
const LONGEST_RETRY_MS = 2000;

/** A connection that brings nothing for so long, although a command waits, may lead to a machine that is gone. */
const SILENCE_LIMIT_MS = 1000;

/** How often a server that takes no writes is left for the one that its name leads to by now. */
const LEAVE_REPLICA_MS = 10_000;

/** What follows from a server that is down; other reasons (a password, a certificate) are somebody's to put right. */
const AWAY: ReadonlySet<string> = new Set(
  "EAI_AGAIN ECONNREFUSED ECONNRESET EHOSTUNREACH ENETUNREACH ENOTFOUND EPIPE ETIMEDOUT".split(" "),
);

interface RedisState {
  client?: Promise<Redis>;
  /** Whether the last thing heard of the connection was bad; each change is logged once. */
  isDown: boolean;
  /** Why, so far: each reason that does not pass by itself is logged once. */
  reasons: Set<string>;
}

/**
 * The client, or undefined when no Redis is configured. Its commands fail at once while the connection is down:
 * callers go on without it.
 */
export async function getRedis(): Promise<Redis | undefined> {
  const { redisUrl, redisCertificate } = getConfig();
  if (!redisUrl) return undefined;
  const state = getProcessState<RedisState>("redis", () => ({ isDown: false, reasons: new Set() }));
  state.client ??= connect(redisUrl, redisCertificate, state);
  return state.client;
}

async function connect(url: string, certificate: Certificate | undefined, state: RedisState): Promise<Redis> {
  const { Redis } = await import("ioredis");
  let leftAt = Number.NEGATIVE_INFINITY;
  const client = new Redis(url, {
    ...(certificate && { tls: certificate }),
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_LIMIT_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_RETRY_MS),
    reconnectOnError({ message }) {
      const isLeft = message.startsWith("READONLY") && performance.now() - leftAt >= LEAVE_REPLICA_MS;
      if (isLeft) leftAt = performance.now();
      return isLeft;
    },
  });
  const noteDown = (error: string, cause?: string) => {
    const isNew = cause !== undefined && !AWAY.has(cause) && !state.reasons.has(cause);
    if (state.isDown && !isNew) return;
    state.isDown = true;
    if (cause !== undefined) state.reasons.add(cause);
    getLogger().error({ event: "redis-down", error, cause });
  };
  client.on("error", (error: Error) => noteDown(error.name, toRedisReason(error)));
  client.on("close", () => noteDown("closed"));
  client.on("ready", () => {
    if (state.isDown) getLogger().info({ event: "redis-up" });
    state.isDown = false;
    state.reasons.clear();
  });
  // One that still loads its data takes the connection and says nothing of when it is ready.
  await Promise.race([
    client.connect().catch(() => {}),
    delay(CONNECT_TIMEOUT_MS, undefined, { ref: false }),
  ]);
  if (client.status !== "ready") noteDown("not-ready");
  return client;
}
