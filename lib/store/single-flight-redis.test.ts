/** Against a real Redis: what instances that share it promise each other. */

import { Redis } from "ioredis";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { NEWEST_SECRET } from "@/tests/unit/environment";
import { other, redis, shareRedis } from "@/tests/unit/redis";
import { acceptOnceAmongInstances } from "./single-flight-redis";

const REDIRECT = "https://hydra.test/oauth2/auth?login_verifier=canary-verifier";
const REMEMBER_MS = 60_000;

shareRedis();

beforeAll(async () => {
  vi.stubEnv("FOYER_PUBLIC_URL", "https://accounts.test");
  vi.stubEnv("KRATOS_PUBLIC_URL", "http://kratos.test");
  vi.stubEnv("COOKIE_SECRET", NEWEST_SECRET);
  vi.stubEnv("FOYER_UPSTREAM_TIMEOUT_MS", "100");
  vi.stubEnv("FOYER_LOG_LEVEL", "silent");
});

function toAccept(redirectTo = REDIRECT) {
  const accept = vi.fn(async () => redirectTo);
  return { owner: "person-a", accept, rememberMs: REMEMBER_MS };
}

describe("one accept per challenge among instances", () => {
  it("O7: two instances that accept at once make one accept and get the same redirect", async () => {
    let finish = (_redirectTo: string) => {};
    const slow = {
      ...toAccept(),
      accept: vi.fn(() => new Promise<string>((resolve) => (finish = resolve))),
    };
    const first = acceptOnceAmongInstances(redis, "challenge", slow);
    await vi.waitFor(() => expect(slow.accept).toHaveBeenCalled());
    const second = toAccept("https://hydra.test/never");
    const waiting = acceptOnceAmongInstances(other, "challenge", second);
    finish(REDIRECT);
    expect(await Promise.all([first, waiting])).toEqual([REDIRECT, REDIRECT]);
    expect(second.accept).not.toHaveBeenCalled();
  });

  it("O7: somebody else who meets a used challenge must start again", async () => {
    await acceptOnceAmongInstances(redis, "challenge", toAccept());
    const stranger = { ...toAccept(), owner: "person-b" };
    await expect(acceptOnceAmongInstances(other, "challenge", stranger)).rejects.toMatchObject({
      status: 410,
    });
    expect(stranger.accept).not.toHaveBeenCalled();
  });

  it("a failed accept can be tried again", async () => {
    const failing = { ...toAccept(), accept: () => Promise.reject(new Error("Hydra is away")) };
    await expect(acceptOnceAmongInstances(redis, "challenge", failing)).rejects.toThrow("Hydra is away");
    expect(await acceptOnceAmongInstances(other, "challenge", toAccept())).toBe(REDIRECT);
  });

  it("the lock of an instance that died ends, and the next one accepts", async () => {
    await redis.set("foyer:once:challenge", "lock:of-a-dead-instance", "PX", 200);
    const next = toAccept();
    expect(await acceptOnceAmongInstances(other, "challenge", next)).toBe(REDIRECT);
    expect(next.accept).toHaveBeenCalledOnce();
  });

  it("an instance that lost its lock does not overwrite the next one's result", async () => {
    const late = {
      ...toAccept("https://hydra.test/late"),
      accept: async () => {
        await redis.del("foyer:once:challenge");
        await acceptOnceAmongInstances(other, "challenge", toAccept());
        return "https://hydra.test/late";
      },
    };
    await acceptOnceAmongInstances(redis, "challenge", late);
    expect(await acceptOnceAmongInstances(other, "challenge", toAccept("x"))).toBe(REDIRECT);
  });

  it("L1: Redis holds no challenge, owner or redirect in the clear, and forgets after a while", async () => {
    await acceptOnceAmongInstances(redis, "challenge", toAccept());
    const stored = (await redis.get("foyer:once:challenge")) ?? "";
    expect(stored).toMatch(/^done:/);
    expect(stored).not.toMatch(/canary-verifier|person-a|hydra\.test/);
    expect(await redis.pttl("foyer:once:challenge")).toBeGreaterThan(0);
  });

  it("without an answer from Redis the accept runs as if there were none", async () => {
    const away = new Redis("redis://127.0.0.1:1", {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
    });
    away.on("error", () => {});
    expect(await acceptOnceAmongInstances(away, "challenge", toAccept())).toBe(REDIRECT);
    away.disconnect();
  });
});
