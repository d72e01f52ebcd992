/** Whichever is written first, the end of a session or what goes on with it: it has ended, for every instance (C5, C17). */

import fc, { type Scheduler } from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { SESSION_DETAILS, setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import { PROPERTY_TIMEOUT_MS } from "@/tests/unit/environment";
import { other, redis, shareRedis } from "@/tests/unit/redis";
import type { ConsoleStore } from "../store/store";

shareRedis();

type Sessions = typeof import("./sessions.server");

const ISSUER = "https://oauth.example";
const MINUTE_MS = 60_000;
const details = { ...SESSION_DETAILS, issuer: ISSUER };

interface Instance {
  sessions: Sessions;
  store: ConsoleStore;
}

/** Lets calls of every instance's store through one at a time, in an order of its own. */
let scheduler: Scheduler | undefined;

/** Calls that were let through and are not answered. */
let underWay = 0;

function inTurn(store: ConsoleStore): ConsoleStore {
  return new Proxy(store, {
    get(target, name, receiver) {
      const member = Reflect.get(target, name, receiver);
      if (typeof member !== "function") return member;
      return async (...parameters: unknown[]) => {
        await scheduler?.schedule(Promise.resolve(), String(name));
        underWay += 1;
        return Promise.resolve(member.apply(target, parameters)).finally(() => {
          underWay -= 1;
        });
      };
    },
  });
}

/** Each turn is given once everybody who has no answer to wait for has asked for theirs. */
async function giveTurns<T>(turns: Scheduler, work: Promise<T>): Promise<T> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await new Promise(setImmediate);
    if (underWay === 0 && turns.count() > 0) await turns.waitOne();
  }
  return over;
}

async function toInstance(store: ConsoleStore): Promise<Instance> {
  vi.resetModules();
  vi.doMock("../store/get-store.server", () => ({ getStore: async () => inTurn(store) }));
  return { sessions: await import("./sessions.server"), store };
}

const STORES = {
  "in memory": async () => {
    const { toMemoryStore } = await import("../store/memory-store");
    const shared = toMemoryStore();
    return [await toInstance(shared), await toInstance(shared)] as const;
  },
  "in Redis": async () => {
    const { toRedisStore } = await import("../store/redis-store.server");
    return [await toInstance(toRedisStore(redis)), await toInstance(toRedisStore(other))] as const;
  },
};

const toPage = (cookies: readonly string[]) => toRequest("/console", { cookies: [...cookies] });

const ENDINGS: Readonly<
  Record<string, (sessions: Sessions, cookies: string[], handle: string) => Promise<unknown>>
> = {
  "signs out": ({ endConsoleSession }, cookies) => endConsoleSession(toPage(cookies)),
  "ends it from another session": ({ endOwnSession }, _, handle) => endOwnSession(details, handle),
  "is signed out at the provider": ({ endProviderSessions }) =>
    endProviderSessions(ISSUER, { providerSession: "sid-1" }),
  "is signed out everywhere": ({ endProviderSessions }) => endProviderSessions(ISSUER, { subject: "ada" }),
};

async function signIn({ sessions, store }: Instance, cookies: string[] = [], handle?: string) {
  const since = await store.time();
  return (await sessions.beginSession(toPage(cookies), details, { since, handle })) ?? [];
}

/** A step-up as its callback does it: who is signed in is read again once the provider has vouched. */
async function stepUp({ sessions, store }: Instance, cookies: string[], before?: number): Promise<string[]> {
  const since = before ?? (await inTurn(store).time());
  const current = await sessions.readConsoleSession(toPage(cookies));
  const options = { since, handle: current?.handle };
  return current ? ((await sessions.beginSession(toPage(cookies), details, options)) ?? []) : [];
}

describe.each(Object.entries(STORES))("with the store %s", (_, open) => {
  beforeEach(() => {
    scheduler = undefined;
    setConsoleEnvironment();
  });

  it.each(Object.entries(ENDINGS))(
    "C5: what goes on meanwhile keeps no session of an operator who %s",
    async (_name, end) => {
      const [one, two] = await open();
      const order = fc.tuple(fc.scheduler(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean());
      await fc.assert(
        fc.asyncProperty(order, async ([turns, endsAtOne, isSteppedUpAtOne, hasBegun, isUsed]) => {
          const cookies = await signIn(one);
          const handle = (await two.sessions.readConsoleSession(toPage(cookies)))?.handle ?? "";
          const since = hasBegun ? await one.store.time() : undefined;
          scheduler = turns;
          const later = Date.now() + 2 * MINUTE_MS;
          const under = Promise.all([
            stepUp(isSteppedUpAtOne ? one : two, cookies, since),
            end(endsAtOne ? one.sessions : two.sessions, cookies, handle),
            isUsed && one.sessions.readConsoleSession(toPage(cookies), later),
            isUsed && two.sessions.readConsoleSession(toPage(cookies), later),
          ]);
          const [stepped] = await giveTurns(turns, under);
          scheduler = undefined;
          expect(await one.sessions.readConsoleSession(toPage(cookies))).toBeUndefined();
          expect(stepped.length && (await two.sessions.readConsoleSession(toPage(stepped)))).toBeFalsy();
          expect(await two.sessions.listOperatorSessions(details)).toEqual([]);
        }),
        { numRuns: 400 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );

  it("C17: a sign-in that its provider ended before it was through is none", async () => {
    const [one, two] = await open();
    for (const named of [{ providerSession: "sid-1" }, { subject: "ada" }]) {
      const since = await one.store.time();
      expect(await two.sessions.endProviderSessions(ISSUER, named)).toBe(0);
      expect(await one.sessions.beginSession(toPage([]), details, { since })).toBeUndefined();
      expect(await two.sessions.listOperatorSessions(details)).toEqual([]);
      expect(await signIn(two)).toHaveLength(1);
      expect(await one.sessions.endProviderSessions(ISSUER, named)).toBe(1);
    }
  });
});
