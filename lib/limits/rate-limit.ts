/** Decides whether one more form post is too many, by where it comes from and by what it answers (threat F13). */

import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
import type { RateLimit } from "@/lib/config/config";
import { runOutsideRequest } from "@/lib/process/outside-request";

export type LimitScope = "address" | "flow" | "user-code";

/** Counts one post under a key; `waitSeconds` is there when it was one too many. */
export interface RateLimitStore {
  count(scope: LimitScope, key: string, limit: RateLimit): Promise<{ waitSeconds?: number }>;
}

/** Keys that memory holds for each scope; the oldest go first, some 300 bytes each. */
const KEY_LIMIT = 50_000;

/** Part of an IPv6 address that one customer is given, in 16-bit groups: a /64. */
const IPV6_NETWORK_GROUPS = 4;

const IPV6_GROUPS = 8;

/** What stands for a client's address: IPv6 addresses of one network count as one. */
export function toAddressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "").replace(/%.*$/, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.toLowerCase().split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : IPV6_GROUPS - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(zeros, 0) }, () => "0"), ...after];
  return groups
    .slice(0, IPV6_NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

const UUID_DIGITS = 32;

/** One key for every way to write a flow's id: Kratos also takes capitals, braces, `urn:uuid:`, and no dashes. */
export function toFlowKey(flow: string): string {
  return flow
    .toLowerCase()
    .replace(/[^0-9a-f]/g, "")
    .slice(-UUID_DIGITS);
}

/** Keys as they are stored: no address and no flow id can be read back from Redis. */
export function toStoredKey(secret: string, key: string): string {
  return createHmac("sha256", secret).update(`foyer-limit:${key}`).digest("base64url");
}

type MakeLimiter = (scope: LimitScope, limit: RateLimit) => RateLimiterAbstract;

/** Counts in this process. A flood of new keys drops the oldest, so that memory stays bounded. */
export function toMemoryStore(makeLimiter: MakeLimiter, keyLimit = KEY_LIMIT): RateLimitStore {
  const limiters = new Map<string, { limiter: RateLimiterAbstract; keys: Set<string> }>();
  return {
    async count(scope, key, limit) {
      const name = toName(scope, limit);
      const known = limiters.get(name) ?? { limiter: makeLimiter(scope, limit), keys: new Set<string>() };
      limiters.set(name, known);
      known.keys.delete(key);
      known.keys.add(key);
      const [oldest] = known.keys;
      if (known.keys.size > keyLimit && oldest !== undefined) {
        known.keys.delete(oldest);
        await known.limiter.delete(oldest);
      }
      return consume(known.limiter, key);
    },
  };
}

/** Counts in Redis for all instances; while it fails, in `fallback`: still limited, though by each instance. */
export function toRedisStore(makeLimiter: MakeLimiter, fallback: RateLimitStore): RateLimitStore {
  const limiters = new Map<string, RateLimiterAbstract>();
  return {
    async count(scope, key, limit) {
      const name = toName(scope, limit);
      const limiter = limiters.get(name) ?? makeLimiter(scope, limit);
      limiters.set(name, limiter);
      try {
        return await consume(limiter, key);
      } catch {
        return fallback.count(scope, key, limit);
      }
    },
  };
}

/** One limiter for each scope and limit: a scope may have several, each for keys of its own. */
function toName(scope: LimitScope, { posts, seconds }: RateLimit): string {
  return `${scope}/${posts}/${seconds}`;
}

/** The library throws its result when the points are used up, and an Error when its store failed. */
async function consume(limiter: RateLimiterAbstract, key: string): Promise<{ waitSeconds?: number }> {
  try {
    // The library forgets each key by a timer of its own.
    await runOutsideRequest(() => limiter.consume(key));
    return {};
  } catch (refusal) {
    if (refusal instanceof Error || typeof refusal !== "object" || refusal === null) throw refusal;
    const wait = "msBeforeNext" in refusal ? Number(refusal.msBeforeNext) : 0;
    return { waitSeconds: Math.max(1, Math.ceil(wait / 1000)) };
  }
}
