/** Applies the configured limits to a form post, and answers 429 with the wait. Reading is never limited. */

import { getConfig, type RateLimit } from "@/lib/config/config";
import { countRateLimitHit } from "@/lib/observe/metrics";
import { getProcessState } from "@/lib/process/state";
import { getRedis } from "@/lib/store/redis";
import { toClientAddress } from "@/lib/web/caller";
import { readForm, requireSameOrigin } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import {
  type LimitScope,
  type RateLimitStore,
  toAddressKey,
  toMemoryStore,
  toRedisStore,
  toStoredKey,
} from "./rate-limit";

const KEY_PREFIX = "foyer:limit:";

/**
 * Counts a post by its client's address, and by what it answers where that is named.
 * @param flow what is being answered: the flow's id, the challenge
 * @throws HttpError 429 with Retry-After
 */
export async function limitPost(request: Request, flow?: string): Promise<void> {
  const { address: byAddress, flow: byFlow } = getConfig().rateLimits;
  const address = toClientAddress(request);
  if (byAddress && address) await count("address", toAddressKey(address), byAddress);
  if (byFlow && flow) await count("flow", flow, byFlow);
}

/**
 * Reads one of our own forms, counted by address. Another site's posts are refused first: they cost nobody anything.
 * @throws HttpError 429, and what `readForm` throws
 */
export async function readLimitedForm(request: Request): Promise<URLSearchParams> {
  requireSameOrigin(request);
  await limitPost(request);
  return readForm(request);
}

/** Counts a post by what it answers alone, for forms whose challenge is in the body. @throws HttpError 429 */
export async function limitFlow(flow: string): Promise<void> {
  const { flow: byFlow } = getConfig().rateLimits;
  if (byFlow) await count("flow", flow, byFlow);
}

/** Guesses at a user code that one address has, whatever the configured limits (threat O17, RFC 8628 §5.1). */
const USER_CODES = { posts: 10, seconds: 15 * 60 };

/** Counts a typed user code, right or wrong: the next one after ten is refused unlooked at. @throws HttpError 429 */
export async function limitUserCode(request: Request): Promise<void> {
  await count("user-code", toAddressKey(toClientAddress(request) ?? ""), USER_CODES);
}

async function count(scope: LimitScope, key: string, limit: RateLimit): Promise<void> {
  const store = await getStore();
  const stored = toStoredKey(getConfig().cookieSecrets[0], key);
  const { waitSeconds } = await store.count(scope, stored, limit);
  if (waitSeconds === undefined) return;
  countRateLimitHit(scope);
  throw new HttpError(429, "too-many-requests", [], { "retry-after": String(waitSeconds) });
}

function getStore(): Promise<RateLimitStore> {
  return getProcessState("rate-limit-store", makeStore);
}

/** The library is loaded at the first post, not before the first page. */
async function makeStore(): Promise<RateLimitStore> {
  const { RateLimiterMemory, RateLimiterRedis } = await import("rate-limiter-flexible");
  const memory = toMemoryStore(
    (scope, { posts, seconds }) =>
      new RateLimiterMemory({ keyPrefix: `${KEY_PREFIX}${scope}`, points: posts, duration: seconds }),
  );
  const redis = await getRedis();
  if (!redis) return memory;
  return toRedisStore(
    (scope, { posts, seconds }) =>
      new RateLimiterRedis({
        storeClient: redis,
        keyPrefix: `${KEY_PREFIX}${scope}`,
        points: posts,
        duration: seconds,
        rejectIfRedisNotReady: true,
      }),
    memory,
  );
}
