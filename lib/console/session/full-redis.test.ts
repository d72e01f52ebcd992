/** A Redis that is full takes no writes, and lets go of what it holds. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SESSION_DETAILS as details, setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import { redis, shareRedis } from "@/tests/unit/redis";
import { toRedisStore } from "../store/redis-store.server";

shareRedis();

const MINUTE_MS = 60_000;

const toPage = (cookies: string[]) => toRequest("/console", { cookies });

async function open() {
  setConsoleEnvironment();
  const store = toRedisStore(redis);
  vi.doMock("../store/get-store.server", () => ({ getStore: async () => store }));
  const sessions = await import("./sessions.server");
  const begin = async () =>
    (await sessions.beginSession(toPage([]), details, { since: await store.time() })) ?? [];
  return { ...sessions, begin, fill: () => redis.config("SET", "maxmemory", "1") };
}

beforeEach(() => void vi.resetModules());
afterEach(async () => void (await redis.config("SET", "maxmemory", "0")));

it("C5: who is signed in can be read while Redis is full, until they do nothing for too long", async () => {
  const { begin, fill, readConsoleSession } = await open();
  const cookies = await begin();
  await fill();
  const later = Date.now() + 2 * MINUTE_MS;
  expect(await readConsoleSession(toPage(cookies), later)).toMatchObject({ subject: "ada" });
  expect(await readConsoleSession(toPage(cookies), later + 24 * 60 * MINUTE_MS)).toBeUndefined();
});

it("C5: who signs out while Redis is full is signed out", async () => {
  const { begin, fill, endConsoleSession, readConsoleSession } = await open();
  const cookies = await begin();
  await fill();
  expect(await endConsoleSession(toPage(cookies))).toEqual([expect.stringContaining("Max-Age=0")]);
  expect(await readConsoleSession(toPage(cookies))).toBeUndefined();
});

it("C5: sessions that are ended while Redis is full have ended, and it is told as a fault", async () => {
  const { begin, fill, endOtherSessions, endProviderSessions, readConsoleSession } = await open();
  const [own, others] = [await begin(), await begin()];
  const handle = (await readConsoleSession(toPage(own)))?.handle ?? "";
  await fill();
  await expect(endOtherSessions(details, handle)).rejects.toThrow();
  expect(await readConsoleSession(toPage(others))).toBeUndefined();
  expect(await readConsoleSession(toPage(own))).toMatchObject({ handle });
  await expect(endProviderSessions(details.issuer, { subject: details.subject })).rejects.toThrow();
  expect(await readConsoleSession(toPage(own))).toBeUndefined();
});

it("C5: a Redis that is another's replica by now says of nobody that they are signed in still", async () => {
  const { begin, readConsoleSession } = await open();
  const cookies = await begin();
  await redis.replicaof("127.0.0.1", "1");
  try {
    await expect(readConsoleSession(toPage(cookies), Date.now() + 2 * MINUTE_MS)).rejects.toThrow();
  } finally {
    await redis.replicaof("NO", "ONE");
  }
});
