/** The console's store in Redis, for all instances; a Redis that does not answer is a fault, never an empty store. */

import type { Redis } from "ioredis";
import { removeIf, replaceIf } from "@/lib/store/compare-and-set";
import { HttpError } from "@/lib/web/http-error";
import type { ConsoleStore } from "./store";

/** Redis did not answer, or refused: who is signed in is not known, and nobody is. */
export class StoreUnavailable extends HttpError {
  constructor(override readonly cause: unknown) {
    super(503, "upstream-unavailable", [], { "retry-after": "2" });
    this.name = "StoreUnavailable";
  }
}

const PREFIX = "foyer:console:";

/** Redis' own oldest id, excluded: everything. */
const BEFORE_ALL = "+";

const MARK = `
local now = redis.call("TIME")
redis.call("SET", KEYS[1], now[1] .. string.format("%06d", tonumber(now[2])), "PX", ARGV[1])`;

type Commands = Pick<
  Redis,
  | "get"
  | "set"
  | "getdel"
  | "del"
  | "eval"
  | "time"
  | "zadd"
  | "zrem"
  | "zrangebyscore"
  | "zremrangebyscore"
  | "pexpire"
  | "xadd"
  | "xrevrange"
  | "xtrim"
>;

export interface RedisStore extends ConsoleStore {
  /** Takes away what this process has taken for good, wherever it came from since: for a Redis that is back. */
  takeAgain(): Promise<void>;
}

/** @throws StoreUnavailable from every call when Redis fails */
export function toRedisStore(redis: Commands): RedisStore {
  return withFault(toCommands(redis));
}

function withFault(store: RedisStore): RedisStore {
  return new Proxy(store, {
    get(target, name, receiver) {
      const member = Reflect.get(target, name, receiver);
      if (typeof member !== "function") return member;
      return (...parameters: unknown[]) =>
        Promise.resolve(member.apply(target, parameters)).catch((error) => {
          throw new StoreUnavailable(error);
        });
    },
  });
}

/** Keys that are remembered as taken for good: the newest, more than an installation ends within the longest session. */
const TAKEN_LIMIT = 5000;

/** How many are taken away again by one command. */
const TAKEN_BATCH = 500;

function toCommands(redis: Commands): RedisStore {
  const at = (key: string) => PREFIX + key;
  const taken = new Set<string>();
  const take = async (key: string) => (await redis.getdel(at(key))) ?? undefined;
  return {
    kind: "redis",
    get: async (key) => (await redis.get(at(key))) ?? undefined,
    put: async (key, value, ttlMs) => void (await redis.set(at(key), value, "PX", Math.ceil(ttlMs))),
    putNew: async (key, value, ttlMs) =>
      (await redis.set(at(key), value, "PX", Math.ceil(ttlMs), "NX")) === "OK",
    replace: async (key, value, ttlMs) =>
      (await redis.set(at(key), value, "PX", Math.ceil(ttlMs), "XX")) === "OK",
    take,
    async takeForGood(key) {
      const value = await take(key);
      if (value === undefined) return undefined;
      taken.add(at(key));
      if (taken.size > TAKEN_LIMIT) taken.delete(taken.values().next().value ?? "");
      return value;
    },
    async takeAgain() {
      const keys = [...taken];
      const starts = keys.flatMap((_, at) => (at % TAKEN_BATCH === 0 ? [at] : []));
      // All at once: what is asked for next stands behind all of them, and one that fails keeps no other back.
      await Promise.all(starts.map((at) => redis.del(...keys.slice(at, at + TAKEN_BATCH))));
    },
    remove: async (key) => void (await redis.del(at(key))),
    replaceIf: (key, was, value, ttlMs) => replaceIf(redis, at(key), was, value, ttlMs),
    removeIf: (key, was) => removeIf(redis, at(key), was),
    mark: async (key, ttlMs) => void (await redis.eval(MARK, 1, at(key), Math.ceil(ttlMs))),
    async time() {
      const [seconds, micros] = await redis.time();
      return Number(seconds) * 1_000_000 + Number(micros);
    },
    // Members with the time at which each ends, so that a set does not keep what its longest member outlives.
    async addMember(set, member, ttlMs) {
      await redis.zadd(at(set), Date.now() + ttlMs, member);
      await redis.zremrangebyscore(at(set), 0, Date.now());
      await redis.pexpire(at(set), Math.ceil(ttlMs));
    },
    removeMember: async (set, member) => void (await redis.zrem(at(set), member)),
    members: (set) => redis.zrangebyscore(at(set), Date.now(), "+inf"),
    async append(log, value, { maxEntries, maxAgeMs }) {
      await redis.xadd(at(log), "MAXLEN", maxEntries, "*", "value", value);
      // The entry is there; what is too old goes with the next one at the latest.
      await redis.xtrim(at(log), "MINID", `${Math.floor(Date.now() - maxAgeMs)}-0`).catch(() => undefined);
    },
    async readLog(log, { before, count }) {
      const entries = await redis.xrevrange(at(log), before ? `(${before}` : BEFORE_ALL, "-", "COUNT", count);
      return entries.map(([id, fields]) => ({ id, value: fields[1] ?? "" }));
    },
  };
}
