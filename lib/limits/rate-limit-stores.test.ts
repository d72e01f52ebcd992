import { describe, expect, it, vi } from "vitest";
import { isForgotten } from "@/tests/unit/memory";
import { redis, shareRedis } from "@/tests/unit/redis";
import type { RateLimitStore, Subject, SubjectCounts, Taking } from "./rate-limit";
import { toMemoryCounters } from "./rate-limit-memory";
import { toRedisCounters } from "./rate-limit-redis";

const LIMIT = { posts: 3, seconds: 60 };

shareRedis();

/** Fails the test: the store in Redis must not need it. */
const noFallback: RateLimitStore = {
  take: () => Promise.reject(new Error("fell back")),
  settle: () => Promise.reject(new Error("fell back")),
};

const STORES = [
  { name: "in memory", open: async () => toMemoryCounters() },
  {
    name: "in Redis",
    open: async () => {
      await redis.flushall();
      return toRedisCounters(redis, noFallback);
    },
  },
];

const ADA: Subject = "ada~1";
const BOB: Subject = "bob~1";

function toTaking(changes: Partial<Taking> = {}): Taking {
  return { counts: [], subjects: [], network: "net", devices: {}, ...changes };
}

function toGroup(changes: Partial<SubjectCounts> = {}): SubjectCounts {
  return {
    typed: [ADA],
    whose: "typed",
    strangers: [
      { scope: "guess-network", of: "recipient", with: "network", limit: LIMIT },
      { scope: "guess", of: "recipient", limit: { posts: 5, seconds: 60 } },
    ],
    known: [{ scope: "guess-device", of: "account", with: "device", limit: LIMIT }],
    otherwise: [],
    ...changes,
  };
}

/** How many of the same are taken before one is refused; at most fifty. */
async function countTaken(store: RateLimitStore, taking: Taking): Promise<number> {
  for (let taken = 0; taken < 50; taken += 1) {
    if ((await store.take(taking)).refused) return taken;
  }
  return Number.POSITIVE_INFINITY;
}

describe.each(STORES)("the store $name", ({ open }) => {
  it("F13: lets so many posts through, then names the wait", async () => {
    const store = await open();
    const taking = toTaking({ counts: [{ scope: "flow", key: "one", limit: LIMIT }] });
    expect(await countTaken(store, taking)).toBe(LIMIT.posts);
    const { refused } = await store.take(taking);
    expect(refused?.scope).toBe("flow");
    expect(refused?.waitSeconds).toBeGreaterThan(0);
    expect(refused?.waitSeconds).toBeLessThanOrEqual(LIMIT.seconds);
  });

  it("counts each key and each scope by itself", async () => {
    const store = await open();
    for (const [scope, key] of [
      ["flow", "a"],
      ["flow", "b"],
      ["sign-in", "a"],
    ] as const) {
      expect(await countTaken(store, toTaking({ counts: [{ scope, key, limit: LIMIT }] }))).toBe(LIMIT.posts);
    }
  });

  it("D5: what one network is refused does not use up what everybody has", async () => {
    const store = await open();
    const from = (network: string) => toTaking({ network, subjects: [toGroup()] });
    await countTaken(store, from("one"));
    for (let post = 0; post < 20; post += 1) await store.take(from("one"));
    expect(await countTaken(store, from("two"))).toBe(2);
    expect((await store.take(from("three"))).refused?.scope).toBe("guess");
  });

  it("D5: a browser that is known at the account is counted apart from strangers", async () => {
    const store = await open();
    await countTaken(store, toTaking({ subjects: [toGroup()] }));
    await countTaken(store, toTaking({ network: "other", subjects: [toGroup()] }));
    const known = toTaking({ subjects: [toGroup()], devices: { [ADA]: "hers" } });
    expect(await countTaken(store, known)).toBe(LIMIT.posts);
    const colliding = toGroup({ typed: ["ada~2"] });
    expect(await countTaken(store, toTaking({ subjects: [colliding], devices: { [ADA]: "hers" } }))).toBe(0);
  });

  it("D5: whom a flow was sent to is remembered, and counted where the form does not say", async () => {
    const store = await open();
    const send = toGroup({ memory: { of: "flow", key: "f" }, rememberSeconds: 60 });
    const guess = toGroup({ memory: { of: "flow", key: "f" }, typed: [], whose: "all" });
    expect((await store.take(toTaking({ subjects: [guess] }))).subjects).toEqual([[]]);
    await store.take(toTaking({ subjects: [send] }));
    await store.take(toTaking({ subjects: [{ ...send, typed: [BOB] }] }));
    expect((await store.take(toTaking({ subjects: [guess] }))).subjects).toEqual([[BOB, ADA]]);
    expect((await store.take(toTaking({ subjects: [{ ...send, whose: "new" }] }))).subjects).toEqual([[]]);
  });

  it("D4: nothing is remembered of a request that was refused", async () => {
    const store = await open();
    const send = toGroup({ memory: { of: "flow", key: "f" }, rememberSeconds: 60, strangers: [], known: [] });
    const refused = { scope: "flow" as const, key: "f", limit: { posts: 0, seconds: 60 } };
    expect((await store.take(toTaking({ counts: [refused], subjects: [send] }))).refused).toBeDefined();
    expect((await store.take(toTaking({ subjects: [{ ...send, whose: "new" }] }))).subjects).toEqual([[ADA]]);
  });

  it("counts something else where there is nobody to count for", async () => {
    const store = await open();
    const otherwise = [{ scope: "second-factor-session" as const, key: "s", limit: LIMIT }];
    const group = toGroup({ typed: [], memory: { of: "session", key: "s" }, whose: "all", otherwise });
    expect(await countTaken(store, toTaking({ subjects: [group] }))).toBe(LIMIT.posts);
    const remember = { memory: { of: "session" as const, key: "s" }, subjects: [BOB], seconds: 60 };
    await store.settle({ giveBack: [], counts: [], remember });
    expect((await store.take(toTaking({ subjects: [group] }))).refused).toBeUndefined();
  });

  it("gives back what was right, and looks at a count without adding to it", async () => {
    const store = await open();
    const count = { scope: "flow" as const, key: "f", limit: LIMIT };
    const look = toTaking({ counts: [{ ...count, looksOnly: true }] });
    expect(await countTaken(store, look)).toBe(Number.POSITIVE_INFINITY);
    await countTaken(store, toTaking({ counts: [count] }));
    expect((await store.take(look)).refused?.scope).toBe("flow");
    await store.settle({ giveBack: [count, count], counts: [] });
    expect((await store.take(look)).refused).toBeUndefined();
    await store.settle({ giveBack: [], counts: [count] });
    expect((await store.take(look)).refused?.scope).toBe("flow");
    await store.settle({ giveBack: [{ scope: "flow", key: "never counted" }], counts: [] });
    expect(await countTaken(store, toTaking({ counts: [{ ...count, key: "never counted" }] }))).toBe(
      LIMIT.posts,
    );
  });
});

describe("the store in memory", () => {
  const toCount = (key: string) => toTaking({ counts: [{ scope: "flow", key, limit: LIMIT }] });

  it("a key that is counted does not keep the request in memory that it came with", async () => {
    const store = toMemoryCounters();
    await store.take(toCount("first"));
    expect(await isForgotten(() => store.take(toCount("second")))).toBe(true);
  });

  it("stays bounded under a flood of keys: the longest unused are forgotten first", async () => {
    const store = toMemoryCounters(10);
    await countTaken(store, toCount("old"));
    await countTaken(store, toCount("busy"));
    for (let key = 0; key < 9; key += 1) {
      await store.take(toCount(`flood-${key}`));
      expect((await store.take(toCount("busy"))).refused).toBeDefined();
    }
    expect((await store.take(toCount("old"))).refused).toBeUndefined();
  });

  it("D5: no number of flows that anybody makes up makes it forget whose a session is", async () => {
    const store = toMemoryCounters(10);
    const memory = { of: "session" as const, key: "s" };
    await store.settle({ giveBack: [], counts: [], remember: { memory, subjects: [ADA], seconds: 60 } });
    for (let key = 0; key < 20; key += 1) {
      const madeUp = { memory: { of: "flow" as const, key: `${key}` }, rememberSeconds: 60 };
      await store.take(toTaking({ subjects: [toGroup({ ...madeUp, strangers: [] })] }));
    }
    const second = toGroup({ typed: [], memory, whose: "all" });
    expect((await store.take(toTaking({ subjects: [second] }))).subjects).toEqual([[ADA]]);
  });

  it("a window ends, though somebody set the clock back meanwhile", async () => {
    vi.useFakeTimers();
    const store = toMemoryCounters();
    await countTaken(store, toCount("f"));
    vi.setSystemTime(Date.now() - 24 * 60 * 60 * 1000);
    vi.advanceTimersByTime(LIMIT.seconds * 1000);
    expect((await store.take(toCount("f"))).refused).toBeUndefined();
    vi.useRealTimers();
  });

  it("D4: what was given back whole leaves no time that ends too soon for the next", async () => {
    vi.useFakeTimers();
    const store = toMemoryCounters();
    const taking = toCount("f");
    await store.take(taking);
    await store.settle({ giveBack: taking.counts, counts: [] });
    vi.advanceTimersByTime((LIMIT.seconds - 1) * 1000);
    await countTaken(store, taking);
    vi.advanceTimersByTime(2000);
    expect((await store.take(taking)).refused).toBeDefined();
    vi.useRealTimers();
  });
});

describe("the store in Redis", () => {
  it("D5: a post is one round trip, whatever it is counted for", async () => {
    await redis.flushall();
    const asked = vi.fn((script: string, keyCount: number, ...more: string[]) =>
      redis.eval(script, keyCount, ...more),
    );
    const store = toRedisCounters({ eval: asked }, noFallback);
    const counts = [{ scope: "flow" as const, key: "f", limit: LIMIT }];
    await store.take(
      toTaking({ counts, subjects: [toGroup({ memory: { of: "flow", key: "m" }, rememberSeconds: 60 })] }),
    );
    expect(asked).toHaveBeenCalledTimes(1);
    await store.settle({ giveBack: counts, counts });
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("every key runs out by itself, and all are in one slot of a cluster", async () => {
    const store = toRedisCounters(redis, noFallback);
    await redis.flushall();
    const counts = [{ scope: "flow" as const, key: "f", limit: LIMIT }];
    await store.take(
      toTaking({ counts, subjects: [toGroup({ memory: { of: "flow", key: "m" }, rememberSeconds: 60 })] }),
    );
    await store.settle({
      giveBack: counts,
      counts: [{ scope: "send-after-login", key: ADA, limit: LIMIT }],
      remember: { memory: { of: "session", key: "s" }, subjects: [ADA], seconds: 60 },
    });
    const keys = await redis.keys("*");
    expect(keys).toHaveLength(6);
    for (const key of keys) {
      expect(key).toMatch(/^\{foyer:limit\}:/);
      expect(await redis.pttl(key)).toBeGreaterThan(0);
    }
  });

  it("goes on counting in memory while Redis fails", async () => {
    const broken = { eval: () => Promise.reject(new Error("Redis connection is not ready")) };
    const store = toRedisCounters(broken, toMemoryCounters());
    const counts = [{ scope: "flow" as const, key: "f", limit: LIMIT }];
    expect(await countTaken(store, toTaking({ counts }))).toBe(LIMIT.posts);
    await store.settle({ giveBack: counts, counts: [] });
    await store.settle({ giveBack: counts, counts: [] });
    expect((await store.take(toTaking({ counts }))).refused).toBeUndefined();
  });
});
