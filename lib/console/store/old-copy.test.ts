import { beforeEach, expect, it, vi } from "vitest";
import { SESSION_DETAILS, setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import { redis, shareRedis } from "@/tests/unit/redis";

shareRedis();

beforeEach(() => {
  setConsoleEnvironment({ FOYER_REDIS_URL: `redis://127.0.0.1:${redis.options.port}` });
  Reflect.deleteProperty(globalThis, Symbol.for("foyer.redis"));
});

/** Every key of the console's with its value, as a snapshot has them. */
async function copyAll() {
  const keys = await redis.keys("foyer:console:session:*");
  const copies = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
  return () =>
    Promise.all(keys.map((key, index) => redis.restore(key, 60_000, copies[index] ?? "", "REPLACE")));
}

it("C5: a session that ended stays ended where Redis begins with an older copy of its data", async () => {
  const { beginSession, endConsoleSession, readConsoleSession } = await import("../session/sessions.server");
  const { getStore } = await import("./get-store.server");
  const begin = async () =>
    (await beginSession(toRequest("/console"), SESSION_DETAILS, {
      since: await (await getStore()).time(),
    })) ?? [];
  const asOperator = (cookies: string[]) => toRequest("/console", { cookies });
  const [ended, kept] = [await begin(), await begin()];
  const restore = await copyAll();
  await endConsoleSession(asOperator(ended));
  expect(await readConsoleSession(asOperator(ended))).toBeUndefined();

  await restore();
  await redis.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
  await vi.waitFor(async () => expect(await readConsoleSession(asOperator(ended))).toBeUndefined(), 10_000);
  expect(await readConsoleSession(asOperator(kept))).toMatchObject({ subject: "ada" });
});

it("C5: of what is taken away again, a part that fails keeps no other back", async () => {
  const { toRedisStore } = await import("./redis-store.server");
  const del = vi.fn(async (..._keys: string[]) => 0).mockRejectedValueOnce(new Error("too late"));
  const commands = { getdel: async () => "value", del } as unknown as Parameters<typeof toRedisStore>[0];
  const store = toRedisStore(commands);
  const keys = Array.from({ length: 1200 }, (_, at) => `session:${at}`);
  for (const key of keys) await store.takeForGood(key);
  await expect(store.takeAgain()).rejects.toThrow();
  expect(del.mock.calls.flat()).toEqual(keys.map((key) => `foyer:console:${key}`));
});
