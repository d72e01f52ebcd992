import { afterEach, expect, it } from "vitest";
import { getRedis } from "@/lib/store/redis";
import { setEnvironment } from "@/tests/unit/environment";
import { redis, shareRedis } from "@/tests/unit/redis";
import { isLinkingFlow, noteLinkingFlow } from "./linking-flows.server";

shareRedis();

/** As another instance knows nothing of it. */
const forget = () => Reflect.deleteProperty(globalThis, Symbol.for("foyer.linking-flows"));

afterEach(async () => {
  (await getRedis())?.disconnect();
});

it("F12: every instance that shares Redis knows a sign-in that links", async () => {
  const { host, port } = redis.options;
  setEnvironment({ FOYER_REDIS_URL: `redis://${host}:${port}` });
  await noteLinkingFlow("L");
  forget();
  expect([await isLinkingFlow("L"), await isLinkingFlow("another")]).toEqual([true, false]);
  const [key = "", ...more] = await redis.keys("*");
  expect([key, more]).toEqual([expect.stringMatching(/^foyer:linking:[\w-]{43}$/), []]);
  expect(await redis.ttl(key)).toBeGreaterThan(60 * 60);
});
