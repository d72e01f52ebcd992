import fc from "fast-check";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { describe, expect, it } from "vitest";
import { isForgotten } from "@/tests/unit/memory";
import { toAddressKey, toFlowKey, toMemoryStore, toRedisStore, toStoredKey } from "./rate-limit";

const limit = { posts: 3, seconds: 60 };
const memory = (keyLimit?: number) =>
  toMemoryStore(
    (_scope, { posts, seconds }) => new RateLimiterMemory({ points: posts, duration: seconds }),
    keyLimit,
  );

describe("the memory store", () => {
  it("F13: lets so many posts through, then names the wait", async () => {
    const store = memory();
    for (let post = 0; post < limit.posts; post += 1) {
      expect(await store.count("flow", "one", limit)).toEqual({});
    }
    const { waitSeconds } = await store.count("flow", "one", limit);
    expect(waitSeconds).toBeGreaterThan(0);
    expect(waitSeconds).toBeLessThanOrEqual(limit.seconds);
  });

  it("a key that is counted does not keep the request in memory that it came with", async () => {
    const store = memory();
    await store.count("flow", "first", limit);
    expect(await isForgotten(() => store.count("flow", "second", limit))).toBe(true);
  });

  it("counts each key and each scope by itself", async () => {
    const store = memory();
    for (const [scope, key] of [
      ["flow", "a"],
      ["flow", "b"],
      ["address", "a"],
    ] as const) {
      for (let post = 0; post < limit.posts; post += 1) {
        expect(await store.count(scope, key, limit)).toEqual({});
      }
    }
  });

  it("keeps the limits of one scope apart", async () => {
    const store = memory();
    await store.count("flow", "page", limit);
    expect(await store.count("flow", "code", { posts: 1, seconds: 60 })).toEqual({});
    expect((await store.count("flow", "code", { posts: 1, seconds: 60 })).waitSeconds).toBeGreaterThan(0);
    expect(await store.count("flow", "page", limit)).toEqual({});
  });

  it("stays bounded under a flood of keys: the oldest are forgotten, the newest still counted", async () => {
    const store = memory(10);
    for (let post = 0; post <= limit.posts; post += 1) await store.count("flow", "old", limit);
    expect((await store.count("flow", "old", limit)).waitSeconds).toBeDefined();
    for (let key = 0; key < 10; key += 1) await store.count("flow", `flood-${key}`, limit);
    expect(await store.count("flow", "old", limit)).toEqual({});
    expect(await store.count("flow", "flood-9", limit)).toEqual({});
  });
});

describe("the Redis store", () => {
  it("goes on counting in memory while Redis fails", async () => {
    const broken = new RateLimiterMemory({ points: 1, duration: 1 });
    broken.consume = () => Promise.reject(new Error("Redis connection is not ready"));
    const store = toRedisStore(() => broken, memory());
    for (let post = 0; post < limit.posts; post += 1) {
      expect(await store.count("flow", "one", limit)).toEqual({});
    }
    expect((await store.count("flow", "one", limit)).waitSeconds).toBeGreaterThan(0);
  });
});

describe("toAddressKey", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["not an address", "not an address"],
  ])("%s counts as %s", (address, key) => {
    expect(toAddressKey(address)).toBe(key);
  });

  it("one IPv6 network has one key, whatever its hosts are", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        if (!/^[0-9a-f:]+$/i.test(address)) return;
        expect(toAddressKey(address).split(":")).toHaveLength(4);
      }),
    );
  });
});

describe("toFlowKey", () => {
  const flow = "9b975973-95eb-4561-928d-09e675fb242a";

  it.each([flow.toUpperCase(), `{${flow}}`, `urn:uuid:${flow}`, flow.replaceAll("-", ""), ` ${flow}`])(
    "F13: %j is no other flow",
    (written) => {
      expect(toFlowKey(written)).toBe(toFlowKey(flow));
    },
  );

  it("another flow has another key", () => {
    expect(toFlowKey(flow.replace("9b", "9c"))).not.toBe(toFlowKey(flow));
  });
});

it("L1: stored keys tell neither the address nor the flow", () => {
  expect(toStoredKey("a secret", "203.0.113.7")).not.toContain("203");
  expect(toStoredKey("a secret", "203.0.113.7")).not.toBe(toStoredKey("another", "203.0.113.7"));
});
