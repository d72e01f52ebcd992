/** Against a real Redis: limits that instances share, and what is left of them when Redis goes away. */

import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { getLogger } from "@/lib/observe/log";
import { PEER_HEADER } from "@/lib/web/caller";
import { startRedis } from "@/stack/redis.mjs";
import { NEWEST_SECRET } from "@/tests/unit/environment";
import { limitFlow, limitPost, limitUserCode, readLimitedForm } from "./limit-post";

const FLOW_POSTS = 5;
const ADDRESS_POSTS = 8;
const NETWORK_POSTS = 20;

let server: Awaited<ReturnType<typeof startRedis>>;

beforeAll(async () => {
  server = await startRedis();
  vi.stubEnv("FOYER_PUBLIC_URL", "https://accounts.test");
  vi.stubEnv("KRATOS_PUBLIC_URL", "http://kratos.test");
  vi.stubEnv("COOKIE_SECRET", NEWEST_SECRET);
  vi.stubEnv("FOYER_LOG_LEVEL", "silent");
  vi.stubEnv("FOYER_REDIS_URL", server.url);
  vi.stubEnv("FOYER_RATE_LIMIT_FLOW_POSTS", String(FLOW_POSTS));
  vi.stubEnv("FOYER_RATE_LIMIT_ADDRESS_POSTS", String(ADDRESS_POSTS));
  vi.stubEnv("FOYER_RATE_LIMIT_NETWORK_POSTS", String(NETWORK_POSTS));
});
afterAll(() => server.stop());

const post = (address: string, headers: Record<string, string> = {}) =>
  new Request("https://accounts.test/login", {
    method: "POST",
    headers: { [PEER_HEADER]: address, ...headers },
  });

async function countUntilRefused(run: () => Promise<unknown>): Promise<{ taken: number; error: unknown }> {
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
  expect(keys.join()).toMatch(/^\{foyer:limit\}:flow:[\w-]{22}$/);
});

it("F13: posts of one address are counted over all flows", async () => {
  const { taken } = await countUntilRefused(() => limitPost(post("2001:db8::1"), "sign-in"));
  expect(taken).toBe(ADDRESS_POSTS);
  await expect(limitPost(post("2001:db8::beef"), "sign-in")).rejects.toMatchObject({ status: 429 });
  await expect(limitPost(post("2001:db8:0:1::1"), "sign-in")).resolves.toBeUndefined();
});

it("D5: who changes the /64 with each post is counted by the /48, other networks are not", async () => {
  let customer = 0;
  const { taken } = await countUntilRefused(() =>
    limitPost(post(`2001:db8:aaaa:${(++customer).toString(16)}::1`), "sign-in"),
  );
  expect(taken).toBe(NETWORK_POSTS);
  await expect(limitPost(post("2001:db8:bbbb::1"), "sign-in")).resolves.toBeUndefined();
});

it("D5: who has many addresses of one /24 is counted by the /24", async () => {
  let host = 0;
  const { taken } = await countUntilRefused(() => limitPost(post(`203.0.113.${++host}`), "sign-in"));
  expect(taken).toBe(NETWORK_POSTS);
  await expect(limitPost(post("203.0.114.1"), "sign-in")).resolves.toBeUndefined();
});

it("D6: where addresses are unknown, nobody uses up the tries of another device's page", async () => {
  const unknown = new Request("https://accounts.test/device", { method: "POST" });
  expect((await countUntilRefused(() => limitUserCode(unknown, "a stranger's"))).taken).toBe(10);
  await expect(limitUserCode(unknown, "somebody's")).resolves.toBeUndefined();
});

it("D6: reports, challenges, account forms and user codes use up nothing of what sign-in has", async () => {
  const from = "198.51.100.1";
  for (const scope of ["report", "challenge", "account"] as const) {
    expect((await countUntilRefused(() => limitPost(post(from), scope))).taken).toBe(ADDRESS_POSTS);
  }
  await countUntilRefused(() => limitUserCode(post(from), "challenge"));
  expect((await countUntilRefused(() => limitPost(post(from), "sign-in"))).taken).toBe(ADDRESS_POSTS);
});

it("D6: a form that another site sends is refused before it is counted anywhere", async () => {
  const from = "198.51.101.1";
  const foreign = () => readLimitedForm(post(from, { origin: "https://evil.example" }), "challenge");
  for (let turn = 0; turn < 50; turn += 1) await expect(foreign()).rejects.toMatchObject({ status: 403 });
  expect((await countUntilRefused(() => limitPost(post(from), "challenge"))).taken).toBe(ADDRESS_POSTS);
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
