/** Asks the Redis that instances share for a sign of life: without it Foyer works, and says nothing but in its log. */

import type { Config } from "@/lib/config/config";
import type { Finding } from "./finding";

const WAIT_MS = 2000;

export async function checkRedis({ redisUrl }: Pick<Config, "redisUrl">): Promise<Finding[]> {
  if (!redisUrl) return [];
  const { Redis } = await import("ioredis");
  const client = new Redis(redisUrl, {
    lazyConnect: true,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    connectTimeout: WAIT_MS,
    commandTimeout: WAIT_MS,
    retryStrategy: () => null,
  });
  let first: unknown;
  client.on("error", (error) => {
    first ??= error;
  });
  try {
    await client.connect();
    await client.ping();
    return [];
  } catch (error) {
    return [toFinding(new URL(redisUrl).host, toReason(first ?? error))];
  } finally {
    client.disconnect();
  }
}

function toFinding(host: string, reason: string): Finding {
  return {
    severity: "warning",
    setting: "FOYER_REDIS_URL",
    found: `Redis does not answer at ${host} (${reason}): until it does, each instance counts and accepts for itself.`,
    change: "environment: FOYER_REDIS_URL=redis://<user>:<password>@<host>:6379",
  };
}

/** The system's code, or Redis' own (`NOAUTH`): the rest of a message may quote the URL, which holds a password. */
function toReason(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  const own = /^[A-Z]+(?= )/.exec(error.message)?.[0];
  return own ?? ("code" in error ? String(error.code) : "no answer");
}
