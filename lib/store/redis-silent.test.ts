/** A Redis that takes connections and does not work: nobody waits for it long, and it is left for one that does. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import { StubRedis } from "@/tests/unit/stub-redis";
import { toRedisReason } from "./redis-reason";

const PATIENCE_MS = 15_000;

/** A connection and its handshake, on a busy machine. */
const SOON_MS = 6000;

let server: StubRedis;
let logged: unknown[];

beforeEach(async () => {
  server = await StubRedis.start();
  setEnvironment({ FOYER_REDIS_URL: `redis://user:canary-password@127.0.0.1:${server.port}` });
  Reflect.deleteProperty(globalThis, Symbol.for("foyer.redis"));
  const { getLogger } = await import("@/lib/observe/log");
  logged = [];
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(getLogger(), level).mockImplementation((line: unknown) => void logged.push(line));
});
afterEach(async () => {
  const redis = await open();
  redis.disconnect();
  server.stop();
  expect(JSON.stringify(logged)).not.toContain("canary");
});

async function open() {
  const { getRedis } = await import("./redis");
  const redis = await getRedis();
  if (!redis) throw new Error("no Redis is configured");
  return redis;
}

const isDown = expect.objectContaining({ event: "redis-down" });
/** Nothing came on it in time. */
const isSilent = expect.objectContaining({ event: "redis-down", cause: "ETIMEDOUT" });
const isUp = expect.objectContaining({ event: "redis-up" });

it(
  "P16: a Redis that never answers is gone on without, and its password is in no log line",
  async () => {
    server.mood = "silent";
    const redis = await open();
    await expect(redis.get("key")).rejects.toThrow();
    expect(logged).toEqual([isDown]);
  },
  PATIENCE_MS,
);

it(
  "L5: while Redis is away the log says so once, however many forms do without it",
  async () => {
    server.mood = "silent";
    const redis = await open();
    const { attempt } = await import("./attempt");
    for (let form = 0; form < 20; form += 1) expect(await attempt(() => redis.get("key"))).toBe("unknown");
    expect(logged).toEqual([isDown]);
  },
  PATIENCE_MS,
);

it(
  "P16: a Redis that loads its data keeps nobody waiting for it, and the log says so",
  async () => {
    server.mood = "loading";
    const begun = performance.now();
    const redis = await open();
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
    await expect(redis.set("key", "value")).rejects.toThrow();
    expect(logged).toEqual([isDown]);
  },
  PATIENCE_MS,
);

it(
  "P16: a connection to Redis that has died in silence is left for a new one",
  async () => {
    const redis = await open();
    await redis.set("key", "value");
    server.mood = "silent";
    const begun = performance.now();
    const waiting = Array.from({ length: 100 }, () => redis.set("key", "value"));
    for (const result of await Promise.allSettled(waiting))
      expect(result.status === "rejected" && toRedisReason(result.reason)).toBe("ETIMEDOUT");
    expect(performance.now() - begun, "none waits for the connection's end").toBeLessThan(1000);
    await vi.waitFor(() => expect(logged).toEqual([isSilent]), PATIENCE_MS);
    server.mood = "well";
    await vi.waitFor(() => expect(logged).toEqual([isSilent, isUp]), PATIENCE_MS);
    expect(await redis.set("key", "value")).toBe("OK");
  },
  PATIENCE_MS,
);

it(
  "P16: a Redis that takes no writes any more is left for the one that its name leads to",
  async () => {
    server.mood = "replica";
    const redis = await open();
    server.mood = "well";
    await expect(redis.set("key", "value")).rejects.toThrow("READONLY");
    await vi.waitFor(async () => expect(await redis.set("key", "value")).toBe("OK"), PATIENCE_MS);
    expect(server.connections).toBe(2);
  },
  PATIENCE_MS,
);

it(
  "a Redis that comes back with another password: the log says so, once",
  async () => {
    await open();
    server.mood = "stranger";
    server.hangUp();
    await vi.waitFor(() => expect(server.connections).toBeGreaterThan(3), PATIENCE_MS);
    const isRefused = expect.objectContaining({ event: "redis-down", cause: "WRONGPASS" });
    expect(logged.filter((line) => isRefused.asymmetricMatch(line))).toHaveLength(1);
    server.mood = "well";
    await vi.waitFor(() => expect(logged.at(-1)).toEqual(isUp), PATIENCE_MS);
  },
  PATIENCE_MS,
);
