/** The console's store in this process: bounded, and gone when it ends. */

import type { ConsoleStore, LogEntry } from "./store";

/** Most keys of one kind (what stands before the colon) that are held; the oldest go first, and push out no other kind. */
const KEY_LIMIT = 20_000;

/** Of what marks an end: an act for everybody ends more than anything else is made of, and each counts for twenty minutes. */
const END_LIMIT = 200_000;

interface Held {
  value: string;
  expiresAt: number;
}

/**
 * @param now for tests, milliseconds
 * @param outcomeLimit as many outcomes of acts as the trail has entries
 */
export function toMemoryStore(now: () => number = Date.now, outcomeLimit = KEY_LIMIT): ConsoleStore {
  return { kind: "memory", ...toValues(now, outcomeLimit), ...toSets(now), ...toLogs(now) };
}

type Values = Pick<
  ConsoleStore,
  | "get"
  | "put"
  | "putNew"
  | "replace"
  | "take"
  | "takeForGood"
  | "remove"
  | "replaceIf"
  | "removeIf"
  | "mark"
  | "time"
>;

function toValues(now: () => number, outcomeLimit: number): Values {
  const kinds = new Map<string, Map<string, Held>>();
  const of = (key: string): Map<string, Held> => {
    const kind = key.split(":", 1)[0] ?? "";
    const values = kinds.get(kind) ?? new Map<string, Held>();
    kinds.set(kind, values);
    return values;
  };
  const find = (key: string): string | undefined => {
    const held = of(key).get(key);
    if (held && held.expiresAt <= now()) of(key).delete(key);
    return held && held.expiresAt > now() ? held.value : undefined;
  };
  const put = (key: string, value: string, ttlMs: number) => {
    const values = of(key);
    values.delete(key);
    values.set(key, { value, expiresAt: now() + ttlMs });
    dropOldest(values, now(), toLimit(key));
  };
  const toLimit = (key: string) =>
    key.startsWith("outcome:") ? outcomeLimit : key.startsWith("ended:") ? END_LIMIT : KEY_LIMIT;
  let lastTime = 0;
  // No two are the same, as in Redis.
  const toTime = () => {
    lastTime = Math.max(lastTime + 1, now() * 1000);
    return lastTime;
  };
  const take = (key: string) => {
    const value = find(key);
    of(key).delete(key);
    return value;
  };
  return {
    get: async (key) => find(key),
    put: async (key, value, ttlMs) => put(key, value, ttlMs),
    async putNew(key, value, ttlMs) {
      if (find(key) !== undefined) return false;
      put(key, value, ttlMs);
      return true;
    },
    async replace(key, value, ttlMs) {
      if (find(key) === undefined) return false;
      put(key, value, ttlMs);
      return true;
    },
    take: async (key) => take(key),
    takeForGood: async (key) => take(key),
    remove: async (key) => void of(key).delete(key),
    async replaceIf(key, was, value, ttlMs) {
      if (find(key) !== was) return false;
      put(key, value, ttlMs);
      return true;
    },
    removeIf: async (key, was) => find(key) === was && of(key).delete(key),
    mark: async (key, ttlMs) => put(key, String(toTime()), ttlMs),
    time: async () => toTime(),
  };
}

function toSets(now: () => number): Pick<ConsoleStore, "addMember" | "removeMember" | "members"> {
  const sets = new Map<string, Map<string, number>>();
  return {
    async addMember(set, member, ttlMs) {
      // Nobody may ask for them again: each session of a provider has a set of its own.
      for (const [name, members] of sets) {
        for (const [each, expiresAt] of members) if (expiresAt <= now()) members.delete(each);
        if (members.size === 0) sets.delete(name);
      }
      const known = sets.get(set) ?? new Map<string, number>();
      known.set(member, now() + ttlMs);
      sets.set(set, known);
    },
    async removeMember(set, member) {
      sets.get(set)?.delete(member);
      if (sets.get(set)?.size === 0) sets.delete(set);
    },
    async members(set) {
      return [...(sets.get(set) ?? [])].flatMap(([member, expiresAt]) => (expiresAt > now() ? [member] : []));
    },
  };
}

/** Entries are named as Redis names those of a stream: milliseconds, and a number within them. */
function toLogs(now: () => number): Pick<ConsoleStore, "append" | "readLog"> {
  const logs = new Map<string, LogEntry[]>();
  let lastId = { millis: 0, count: 0 };
  return {
    async append(log, value, { maxEntries, maxAgeMs }) {
      const millis = now();
      lastId = millis > lastId.millis ? { millis, count: 0 } : { ...lastId, count: lastId.count + 1 };
      const entries = logs.get(log) ?? [];
      entries.push({ id: `${lastId.millis}-${lastId.count}`, value });
      const isOver = ({ id }: LogEntry) => toMillis(id) <= millis - maxAgeMs;
      const tooMany = Math.max(entries.length - maxEntries, 0);
      const young = entries.findIndex((entry, index) => index >= tooMany && !isOver(entry));
      entries.splice(0, young === -1 ? entries.length : young);
      logs.set(log, entries);
    },
    async readLog(log, { before, count }) {
      const entries = logs.get(log) ?? [];
      const end = before === undefined ? entries.length : countOlder(entries, before);
      return entries.slice(Math.max(end - count, 0), end).toReversed();
    },
  };
}

function toMillis(id: string): number {
  return Number(id.split("-")[0]);
}

/** Entries stand in the order of their ids: half of those that are left are looked at no more. */
function countOlder(entries: readonly LogEntry[], than: string): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && isOlder(entry.id, than)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isOlder(id: string, than: string): boolean {
  const [millis = 0, count = 0] = id.split("-").map(Number);
  const [otherMillis = 0, otherCount = 0] = than.split("-").map(Number);
  return millis < otherMillis || (millis === otherMillis && count < otherCount);
}

function dropOldest(values: Map<string, Held>, now: number, limit: number): void {
  for (const [key, { expiresAt }] of values) {
    if (expiresAt > now && values.size <= limit) return;
    values.delete(key);
  }
}
