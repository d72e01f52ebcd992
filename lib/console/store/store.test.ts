import { beforeEach, describe, expect, it } from "vitest";
import { toMemoryStore } from "./memory-store";
import { StoreUnavailable, toRedisStore } from "./redis-store.server";
import type { LogEntry } from "./store";

let now = 1_000_000;
beforeEach(() => {
  now = 1_000_000;
});
const open = () => toMemoryStore(() => now);

describe("what this process remembers", () => {
  it("ends when its time is over", async () => {
    const store = open();
    await store.put("a:1", "x", 1000);
    now += 999;
    expect(await store.get("a:1")).toBe("x");
    now += 1;
    expect(await store.get("a:1")).toBeUndefined();
    expect(await store.replace("a:1", "y", 1000)).toBe(false);
  });

  it("C29: is taken by one of several", async () => {
    const store = open();
    await store.put("pending:1", "x", 1000);
    const taken = await Promise.all([
      store.take("pending:1"),
      store.take("pending:1"),
      store.take("pending:1"),
    ]);
    expect(taken.filter(Boolean)).toEqual(["x"]);
  });

  it("is put once where it must be new, and replaced only where it is", async () => {
    const store = open();
    expect([await store.putNew("a:1", "x", 10), await store.putNew("a:1", "y", 10)]).toEqual([true, false]);
    expect([await store.replace("a:1", "z", 10), await store.replace("a:2", "z", 10)]).toEqual([true, false]);
    expect(await store.get("a:1")).toBe("z");
  });

  it("forgets members with their time", async () => {
    const store = open();
    await store.addMember("set", "one", 1000);
    now += 500;
    await store.addMember("set", "two", 1000);
    now += 600;
    expect(await store.members("set")).toEqual(["two"]);
    await store.removeMember("set", "two");
    expect(await store.members("set")).toEqual([]);
  });

  it("keeps no members that have ended, of sets that nobody asks for again", async () => {
    const store = open();
    await store.addMember("sessions-at:one", "a", 1000);
    now += 1000;
    await store.addMember("sessions-at:another", "b", 1000);
    // By a clock that is set back it would be there again, had it been kept.
    now -= 1000;
    expect(await store.members("sessions-at:one")).toEqual([]);
  });

  it("keeps a log by length and age, newest first, page by page", async () => {
    const store = open();
    const bounds = { maxEntries: 5, maxAgeMs: 10_000 };
    for (const value of ["1", "2", "3", "4", "5", "6", "7"]) await store.append("log", value, bounds);
    const first = await store.readLog("log", { count: 3 });
    expect(first.map(({ value }) => value)).toEqual(["7", "6", "5"]);
    const second = await store.readLog("log", { count: 3, before: first.at(-1)?.id });
    expect(second.map(({ value }) => value)).toEqual(["4", "3"]);
    now += 20_000;
    await store.append("log", "8", bounds);
    expect((await store.readLog("log", { count: 9 })).map(({ value }) => value)).toEqual(["8"]);
  });

  it("reads a log to its end, page by page, also where many entries are of one moment", async () => {
    const store = open();
    const values = Array.from({ length: 500 }, (_, index) => String(index));
    for (const [index, value] of values.entries()) {
      now += index % 7 === 0 ? 3 : 0;
      await store.append("log", value, { maxEntries: 450, maxAgeMs: 1e9 });
    }
    const read: LogEntry[] = [];
    for (let page = await store.readLog("log", { count: 32 }); page.length > 0; ) {
      read.push(...page);
      page = await store.readLog("log", { count: 32, before: page.at(-1)?.id });
    }
    expect(read.map(({ value }) => value)).toEqual(values.slice(-450).toReversed());
    expect(await store.readLog("log", { count: 9, before: "0-0" })).toEqual([]);
    const [oldest] = await store.readLog("log", { count: 1, before: read.at(-2)?.id });
    expect(oldest?.value).toBe("50");
    expect(await store.readLog("none", { count: 9 })).toEqual([]);
  });

  it("stays bounded, and one kind's flood pushes out no other kind", async () => {
    const store = open();
    await store.put("session:mine", "x", 1e9);
    for (let index = 0; index < 20_010; index += 1) await store.put(`outcome:${index}`, "x", 1e9);
    expect(await store.get("session:mine")).toBe("x");
    expect(await store.get("outcome:3")).toBeUndefined();
    expect(await store.get("outcome:20009")).toBe("x");
  });
});

it("C5: what ended stays marked while an act for everybody ends a hundred thousand sessions", async () => {
  const store = toMemoryStore(() => now);
  for (let index = 0; index < 100_000; index += 1) await store.mark(`ended:${index}`, 1e9);
  expect(await store.get("ended:0")).toBeDefined();
});

it("C24: every act that the trail keeps has its outcome, however many it is to keep", async () => {
  const store = toMemoryStore(() => now, 20_100);
  for (let index = 0; index < 20_100; index += 1) await store.put(`outcome:${index}`, "x", 1e9);
  expect(await store.get("outcome:0")).toBe("x");
});

it("C24: Redis forgets acts exactly when it forgets their outcomes", async () => {
  const sent: unknown[][] = [];
  const keep = async (...words: unknown[]) => void sent.push(words);
  const store = toRedisStore({ xadd: keep, xtrim: keep } as never);
  await store.append("trail", "x", { maxEntries: 5, maxAgeMs: 1000 });
  expect(sent).toHaveLength(2);
  expect(sent.flat()).toEqual(expect.arrayContaining(["MAXLEN", 5, "MINID"]));
  expect(sent.flat()).not.toContain("~");
});

describe("Redis that does not answer", () => {
  it("C5: is a fault of every call, never an empty store", async () => {
    const fail = async () => {
      throw new Error("Connection is closed.");
    };
    const names = [
      "get",
      "set",
      "getdel",
      "del",
      "eval",
      "zadd",
      "zrem",
      "zrangebyscore",
      "zremrangebyscore",
    ] as const;
    const more = ["pexpire", "xadd", "xrevrange", "xtrim"] as const;
    const redis = Object.fromEntries([...names, ...more].map((name) => [name, fail]));
    const store = toRedisStore(redis as never);
    const calls = [
      store.get("a"),
      store.put("a", "b", 1),
      store.putNew("a", "b", 1),
      store.replace("a", "b", 1),
      store.take("a"),
      store.remove("a"),
      store.replaceIf("a", "b", "c", 1),
      store.removeIf("a", "b"),
      store.addMember("a", "b", 1),
      store.removeMember("a", "b"),
      store.members("a"),
      store.append("a", "b", { maxAgeMs: 1, maxEntries: 1 }),
      store.readLog("a", { count: 1 }),
    ];
    for (const result of await Promise.allSettled(calls)) {
      expect(result.status).toBe("rejected");
      expect(result.status === "rejected" && result.reason).toBeInstanceOf(StoreUnavailable);
    }
    expect(store.kind).toBe("redis");
  });
});
