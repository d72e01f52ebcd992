/**
 * Remembers of a sign-in that it links an account (threat F12): newer servers (v25.4) say so once, and name as what made its flow the
 * flow before it, which links nothing. What a browser kept of it says who may go on; this, that nobody else may.
 */

import { createHash } from "node:crypto";
import { BoundedTable } from "@/lib/limits/rate-limit-memory";
import { getProcessState } from "@/lib/process/state";
import { attempt } from "@/lib/store/attempt";
import { getRedis } from "@/lib/store/redis";

const KEY_PREFIX = "foyer:linking:";

/** Longer than any operator lets a sign-in take. */
const KEPT_SECONDS = 24 * 60 * 60;

/** Flows that a Foyer without Redis knows; each needs a provider's answer for an address that has an account. */
const KEPT_LIMIT = 20_000;

/** Kept in this process too, for as long as Redis is away. */
export async function noteLinkingFlow(flow: string): Promise<void> {
  const key = toKey(flow);
  getKept().set(key, true, performance.now() + KEPT_SECONDS * 1000);
  const redis = await getRedis();
  if (redis) await attempt(() => redis.set(KEY_PREFIX + key, "1", "EX", KEPT_SECONDS));
}

export async function isLinkingFlow(flow: string): Promise<boolean> {
  const key = toKey(flow);
  if (getKept().get(key)) return true;
  const redis = await getRedis();
  return redis !== undefined && (await attempt(() => redis.get(KEY_PREFIX + key))) === "1";
}

const getKept = () => getProcessState("linking-flows", () => new BoundedTable<true>(KEPT_LIMIT));

function toKey(flow: string): string {
  return createHash("sha256").update(flow).digest("base64url");
}
