/** Against a real Redis: limits that instances share, and what is left of them when Redis goes away. */

import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { getLogger } from "@/lib/observe/log";
import { PEER_HEADER } from "@/lib/web/caller";
import { startRedis } from "@/stack/redis.mjs";
import { limitFlow, limitPost } from "./limit-post";

const FLOW_POSTS = 5;
const ADDRESS_POSTS = 8;

let server: Awaited<ReturnType<typeof startRedis>>;

beforeAll(async () => {
  server = await startRedis();
  vi.stubEnv("FOYER_PUBLIC_URL", "https://accounts.test");
  vi.stubEnv("KRATOS_PUBLIC_URL", "http://kratos.test");
  vi.stubEnv("COOKIE_SECRET", "0123456789abcdef0123456789abcdef");
  vi.stubEnv("FOYER_LOG_LEVEL", "silent");
  vi.stubEnv("FOYER_REDIS_URL", server.url);
  vi.stubEnv("FOYER_RATE_LIMIT_FLOW_POSTS", String(FLOW_POSTS));
  vi.stubEnv("FOYER_RATE_LIMIT_ADDRESS_POSTS", String(ADDRESS_POSTS));
});
afterAll(() => server.stop());

const post = (address: string) =>
  new Request("https://accounts.test/login", { method: "POST", headers: { [PEER_HEADER]: address } });

async function countUntilRefused(run: () => Promise<void>): Promise<{ taken: number; error: unknown }> {
  for (let taken = 0; taken < 50; taken += 1) {
    try {
      await run();
    } catch (error) {
      return { taken, error };
    }
  }
  return { taken: Number.POSITIVE_INFINITY, error: undefined };
}

it("F13: posts to one flow are counted in Redis, by a digest, for every instance", async () => {
  const { taken, error } = await countUntilRefused(() => limitFlow("canary-flow"));
  expect(taken).toBe(FLOW_POSTS);
  expect(error).toMatchObject({ status: 429, headers: { "retry-after": expect.stringMatching(/^\d+$/) } });
  const redis = new Redis(server.url);
  const keys = await redis.keys("*");
  redis.disconnect();
  expect(keys).toHaveLength(1);
  expect(keys.join()).toMatch(/^foyer:limit:flow:[\w-]{43}$/);
});

it("F13: posts of one address are counted over all flows", async () => {
  let flow = 0;
  const { taken } = await countUntilRefused(() => limitPost(post("2001:db8::1"), `flow-${++flow}`));
  expect(taken).toBe(ADDRESS_POSTS);
  await expect(limitPost(post("2001:db8::beef"), "another")).rejects.toMatchObject({ status: 429 });
  await expect(limitPost(post("2001:db8:0:1::1"), "another")).resolves.toBeUndefined();
});

it("without Redis people are still let through and still limited, and the log says so once", async () => {
  const logged = vi.spyOn(getLogger(), "error");
  await server.stop();
  const { taken } = await countUntilRefused(() => limitFlow("flow-while-down"));
  expect(taken).toBe(FLOW_POSTS);
  await vi.waitFor(() =>
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ event: "redis-down" })),
  );
  await expect(limitFlow("flow-while-down")).rejects.toMatchObject({ status: 429 });
  expect(logged).toHaveBeenCalledTimes(1);
});
