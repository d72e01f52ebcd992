/** What an instance does that waits for another one's accept, without a Redis: a table of keys stands for it. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import { acceptOnceAmongInstances } from "./single-flight-redis";

/** Nobody sleeps: a wait only moves the clock. */
vi.mock("node:timers/promises", () => ({
  setTimeout: async (milliseconds: number) => void vi.advanceTimersByTime(milliseconds),
}));

beforeEach(() => {
  setEnvironment();
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => vi.useRealTimers());

const KEY = "foyer:once:challenge";
const REDIRECT = "https://oauth.example/next";

/** `SET key value PX ms NX`, `GET`, and the scripts that replace and remove one's own lock; nothing expires. */
function toRedis(table: Map<string, string>): Parameters<typeof acceptOnceAmongInstances>[0] {
  const commands = {
    async set(key: string, value: string) {
      if (table.has(key)) return null;
      table.set(key, value);
      return "OK";
    },
    get: async (key: string) => table.get(key) ?? null,
    async eval(_script: string, _keys: number, key: string, own: string, value?: string) {
      if (table.get(key) !== own) return 0;
      if (value === undefined) table.delete(key);
      else table.set(key, value);
      return 1;
    },
  };
  return commands as unknown as Parameters<typeof acceptOnceAmongInstances>[0];
}

const toAccept = (accept: () => Promise<string> = vi.fn(async () => REDIRECT)) => ({
  owner: "alice",
  accept,
  rememberMs: 60_000,
});

it("O7: an instance whose neighbour never finishes says so, and does not accept a second time", async () => {
  const late = toAccept();
  const waiting = acceptOnceAmongInstances(toRedis(new Map([[KEY, "lock:of-another"]])), "challenge", late);
  await expect(waiting).rejects.toMatchObject({ status: 503, headers: { "retry-after": "2" } });
  expect(late.accept).not.toHaveBeenCalled();
});

it("O7: a failed accept gives its lock back at once, so that the next try does not wait", async () => {
  const table = new Map<string, string>();
  const failing = toAccept(vi.fn(() => Promise.reject(new Error("Hydra is away"))));
  await expect(acceptOnceAmongInstances(toRedis(table), "challenge", failing)).rejects.toThrow("away");
  expect([...table.keys()]).toEqual([]);
});

it("O7: two challenges never share a lock or a result", async () => {
  const table = new Map<string, string>();
  expect(await acceptOnceAmongInstances(toRedis(table), "one", toAccept())).toBe(REDIRECT);
  const other = toAccept(vi.fn(async () => "https://oauth.example/other"));
  expect(await acceptOnceAmongInstances(toRedis(table), "two", other)).toBe("https://oauth.example/other");
  expect(table.size).toBe(2);
});
