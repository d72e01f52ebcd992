/**
 * One answer for what is asked twice at one time of two instances that share Redis: the second waits for the first's, or comes
 * while that is still on its way.
 */

import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { HttpError } from "@/lib/web/http-error";
import { attempt } from "./attempt";
import { removeIf, replaceIf } from "./compare-and-set";

const KEY_PREFIX = "foyer:answer:";

/** A holder that is silent for so long has died; it says that it lives three times as often. */
const LEASE_MS = 3000;

const POLL_MS = 60;

/** How long an answer is there for those who wait, in milliseconds. */
const ANSWER_MS = 10_000;

/** Of its seal, by the clock of whoever made it, which may be minutes behind: Redis forgets it long before. */
const SEALED_SECONDS = 60 * 60;

/** Largest answer that is lent, in characters; forms are answered by redirects. */
const SIZE_LIMIT = 64 * 1024;

/** In place of an answer that is too large, or that failed. */
const NONE = "none";

type Commands = Pick<Redis, "set" | "get" | "exists" | "eval">;

export interface AskedOnce<T> {
  ask: () => Promise<T>;
  /** As what can be written as JSON, and back. */
  pack: (answer: T) => object;
  unpack: (packed: unknown) => T | undefined;
  /** Longest that an answer takes, in milliseconds. */
  longestMs: number;
  /** How long it may be on its way to whoever asked, in milliseconds; default 0. */
  toKeptMs?: (answer: T) => number;
}

/**
 * Asks, unless another instance asks the same at this time: then its answer is shared. Nothing is kept of an answer that
 * nobody waits for, but for as long as it is on its way. Without Redis, or where the other instance dies, it is asked as if there were no other.
 * @throws HttpError 409 where the other's answer cannot be shared; what `ask` throws
 */
export async function answerOnceAmongInstances<T>(
  redis: Commands,
  key: string,
  asked: AskedOnce<T>,
): Promise<{ answer: T; isShared: boolean }> {
  const name = KEY_PREFIX + key;
  const deadline = performance.now() + asked.longestMs + LEASE_MS;
  const holder = randomUUID();
  while (performance.now() < deadline) {
    const other = await attempt(async () =>
      (await redis.set(name, holder, "PX", LEASE_MS, "NX")) === "OK" ? holder : redis.get(name),
    );
    if (other === "unknown") return { answer: await asked.ask(), isShared: false };
    if (other === holder) return { answer: await askAsHolder(redis, name, holder, asked), isShared: false };
    if (other === null) continue;
    const lent = await waitFor(redis, name, other, deadline);
    if (lent === undefined) continue;
    const answer = lent === NONE ? undefined : asked.unpack(await unseal(lent, toLentKey(name, other)));
    if (answer === undefined) break;
    return { answer, isShared: true };
  }
  throw new HttpError(409, "under-way");
}

/** What the holder left for those who wait; undefined where it left nothing. */
async function waitFor(
  redis: Commands,
  name: string,
  holder: string,
  deadline: number,
): Promise<string | undefined> {
  const isHeard = await attempt(() =>
    redis.set(toAwaitedKey(name, holder), "1", "PX", Math.ceil(deadline - performance.now())),
  );
  while (isHeard !== "unknown" && performance.now() < deadline) {
    const isHeld = (await attempt(() => redis.get(name))) === holder;
    const lent = await attempt(() => redis.get(toLentKey(name, holder)));
    if (lent !== null && lent !== "unknown") return lent;
    if (!isHeld) return undefined;
    await delay(POLL_MS);
  }
  return undefined;
}

async function askAsHolder<T>(
  redis: Commands,
  name: string,
  holder: string,
  { ask, pack, toKeptMs }: AskedOnce<T>,
): Promise<T> {
  const beat = setInterval(
    () => void attempt(() => replaceIf(redis, name, holder, holder, LEASE_MS)),
    LEASE_MS / 3,
  ).unref();
  const lentKey = toLentKey(name, holder);
  let answer: T | undefined;
  try {
    answer = await ask();
    return answer;
  } finally {
    clearInterval(beat);
    const keptMs = answer === undefined ? 0 : (toKeptMs?.(answer) ?? 0);
    await attempt(async () => {
      const isLent = keptMs > 0 || (await redis.exists(toAwaitedKey(name, holder)));
      const lent = isLent && answer !== undefined ? await toLent(pack(answer), lentKey) : NONE;
      if (isLent) await redis.set(lentKey, lent, "PX", ANSWER_MS);
      if (keptMs > 0 && lent !== NONE) await replaceIf(redis, name, holder, holder, keptMs);
      else await removeIf(redis, name, holder);
    });
  }
}

/** Sealed: it may begin a session (threat L1). */
async function toLent(packed: object, key: string): Promise<string> {
  const sealed = await seal(packed, key, SEALED_SECONDS);
  return sealed.length > SIZE_LIMIT ? NONE : sealed;
}

const toLentKey = (name: string, holder: string) => `${name}:${holder}`;
const toAwaitedKey = (name: string, holder: string) => `${name}:${holder}:awaited`;
