/** Changes of a key in Redis by whoever finds there what they left: of several that compare at once, one does. */

import type { Redis } from "ioredis";

const REPLACE_IF = `
if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[1], ARGV[2], "PX", ARGV[3])
return 1`;

const REMOVE_IF = `
if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call("DEL", KEYS[1])`;

type Commands = Pick<Redis, "eval">;

/** @returns whether it was `was`, and is `value` now */
export async function replaceIf(
  redis: Commands,
  key: string,
  was: string,
  value: string,
  ttlMs: number,
): Promise<boolean> {
  return (await redis.eval(REPLACE_IF, 1, key, was, value, Math.ceil(ttlMs))) === 1;
}

/** @returns whether it was `was`, and is gone now */
export async function removeIf(redis: Commands, key: string, was: string): Promise<boolean> {
  return (await redis.eval(REMOVE_IF, 1, key, was)) === 1;
}
