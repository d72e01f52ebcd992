/** One accept per challenge among instances: the first takes a lock in Redis, the others wait for its result (O7). */

import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { getConfig } from "@/lib/config/config";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { HttpError } from "@/lib/web/http-error";
import { attempt } from "./attempt";
import { removeIf, replaceIf } from "./compare-and-set";

const KEY_PREFIX = "foyer:once:";
const LOCK = "lock:";
const DONE = "done:";

/** Added to the longest wait for Hydra: a holder that is silent for so long has died, and its lock ends. */
const LOCK_MARGIN_MS = 2000;

const POLL_MS = 40;

export interface SharedAccept {
  owner: string;
  accept: () => Promise<string>;
  /** How long the result stays known, in milliseconds. */
  rememberMs: number;
}

type Commands = Pick<Redis, "set" | "get" | "eval">;

/**
 * Without an answer from Redis the accept runs as if there were none: Hydra itself issues one code only.
 * @param key the challenge's digest
 * @throws HttpError 410 when somebody else's decision used the challenge, 503 when the other instance does not finish
 */
export async function acceptOnceAmongInstances(
  redis: Commands,
  key: string,
  shared: SharedAccept,
): Promise<string> {
  const redisKey = KEY_PREFIX + key;
  const lockMs = getConfig().upstreamTimeoutMs + LOCK_MARGIN_MS;
  const deadline = performance.now() + lockMs + LOCK_MARGIN_MS;
  const lock = LOCK + randomUUID();
  while (performance.now() < deadline) {
    const state = await attempt(async () => {
      if ((await redis.set(redisKey, lock, "PX", lockMs, "NX")) === "OK") return lock;
      return redis.get(redisKey);
    });
    if (state === "unknown" || state === lock) {
      return state === lock ? acceptUnderLock(redis, redisKey, lock, shared) : shared.accept();
    }
    if (state?.startsWith(DONE)) return readResult(state.slice(DONE.length), redisKey, shared);
    await delay(POLL_MS);
  }
  throw new HttpError(503, "upstream-unavailable", [], { "retry-after": String(LOCK_MARGIN_MS / 1000) });
}

async function acceptUnderLock(
  redis: Commands,
  redisKey: string,
  lock: string,
  { owner, accept, rememberMs }: SharedAccept,
): Promise<string> {
  let redirectTo: string;
  try {
    redirectTo = await accept();
  } catch (error) {
    await attempt(() => removeIf(redis, redisKey, lock));
    throw error;
  }
  const done = DONE + (await seal({ owner, redirectTo }, redisKey, rememberMs / 1000));
  await attempt(() => replaceIf(redis, redisKey, lock, done, rememberMs));
  return redirectTo;
}

/** Sealed: the redirect carries Hydra's verifier, which is worth as much as the person's decision (threat L1). */
async function readResult(sealed: string, redisKey: string, { owner }: SharedAccept): Promise<string> {
  const value = await unseal(sealed, redisKey);
  const isOwn =
    typeof value === "object" &&
    value !== null &&
    "owner" in value &&
    value.owner === owner &&
    "redirectTo" in value;
  if (!isOwn || typeof value.redirectTo !== "string") throw new HttpError(410, "challenge-used");
  return value.redirectTo;
}
