/** Counts a request where this process counts, and refuses it with the wait. */

import { getConfig } from "@/lib/config/config";
import { countRateLimitHit } from "@/lib/observe/metrics";
import { getProcessState } from "@/lib/process/state";
import { getRedis } from "@/lib/store/redis";
import { HttpError } from "@/lib/web/http-error";
import type { Count, LimitScope, RateLimitStore, Settlement, Subject, Taken, Taking } from "./rate-limit";
import { toStoredKey } from "./rate-limit-keys";
import { BoundedTable, toMemoryCounters } from "./rate-limit-memory";
import { toAccountName, toRecipient } from "./recipients/recipient";

/** Addresses that this process remembers having refused, so that their next request costs nothing. */
const REFUSED_LIMIT = 20_000;

/** A key as the store holds it. */
export function toKey(text: string): string {
  return toStoredKey(getConfig().cookieSecrets[0], text);
}

/** Somebody whom a form names, however it spells them; undefined for what names nobody. */
export function toSubject(typed: string): Subject | undefined {
  const recipient = toRecipient(typed);
  return recipient && `${toKey(recipient)}~${toKey(`account ${toAccountName(typed)}`)}`;
}

/**
 * Counts in one round trip. Nothing that comes after the first refusal is counted.
 * @param setCookies made for a request that is refused
 * @returns whom the taking's `subjects` were about
 * @throws HttpError 429 with Retry-After
 */
export async function take(
  taking: Taking,
  setCookies: () => Promise<string[]> = async () => [],
): Promise<Taken["subjects"]> {
  requireUnrefused(taking.counts);
  const store = await getStore();
  const { refused, subjects } = await store.take(taking);
  if (!refused) return subjects;
  const { scope, waitSeconds } = refused;
  const refusing = taking.counts.find((count) => count.scope === scope);
  if (refusing) getRefused().set(toName(refusing), waitSeconds, performance.now() + waitSeconds * 1000);
  throw toTooManyRequests(scope, waitSeconds, await setCookies());
}

/** Counts one that refuses nobody. @returns whether it is within its limit */
export async function countWithin(count: Count): Promise<boolean> {
  const store = await getStore();
  const { refused } = await store.take({ counts: [count], subjects: [], network: "", devices: {} });
  return refused === undefined;
}

export async function settle(settlement: Settlement): Promise<void> {
  const store = await getStore();
  await store.settle(settlement);
}

/** Refuses again what was refused a moment ago, before anything is read or asked for it. @throws HttpError 429 */
export function requireUnrefused(counts: Count[]): void {
  for (const count of counts) {
    const entry = getRefused().get(toName(count));
    if (entry) throw toTooManyRequests(count.scope, Math.ceil((entry.until - performance.now()) / 1000));
  }
}

function toTooManyRequests(scope: LimitScope, waitSeconds: number, setCookies: string[] = []): HttpError {
  countRateLimitHit(scope);
  const problem = scope.startsWith("send") ? "too-many-sends" : "too-many-requests";
  return new HttpError(429, problem, setCookies, { "retry-after": String(Math.max(1, waitSeconds)) });
}

function toName({ scope, key }: Count): string {
  return `${scope}:${key}`;
}

function getRefused(): BoundedTable<number> {
  return getProcessState("rate-limit-refused", () => new BoundedTable<number>(REFUSED_LIMIT));
}

function getStore(): Promise<RateLimitStore> {
  return getProcessState("rate-limit-store", makeStore);
}

async function makeStore(): Promise<RateLimitStore> {
  const memory = toMemoryCounters();
  const redis = await getRedis();
  if (!redis) return memory;
  const { toRedisCounters } = await import("./rate-limit-redis");
  return toRedisCounters(redis, memory);
}
