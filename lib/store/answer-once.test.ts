/** Against a real Redis: a form that reaches two instances at one time. */

import type { Redis } from "ioredis";
import { beforeAll, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import { other, redis, shareRedis } from "@/tests/unit/redis";
import type { AskedOnce } from "./answer-once";

const SESSION = "canary-session-of-somebody";

shareRedis();

beforeAll(async () => {
  setEnvironment();
});

async function load() {
  return (await import("./answer-once")).answerOnceAmongInstances;
}

type Answer = { said: string };

const toAsked = (ask: () => Promise<Answer>): AskedOnce<Answer> & { ask: ReturnType<typeof vi.fn> } => ({
  ask: vi.fn(ask),
  pack: (answer) => answer,
  unpack: (packed) => packed as Answer,
  longestMs: 10_000,
});

function toSlow() {
  let [finish, fail] = [(_answer: Answer) => {}, (_error: Error) => {}];
  const asked = toAsked(
    () =>
      new Promise<Answer>((resolve, reject) => {
        [finish, fail] = [resolve, reject];
      }),
  );
  return { asked, finish: (answer: Answer) => finish(answer), fail: (error: Error) => fail(error) };
}

const isAwaited = async () => expect(await redis.keys("foyer:answer:*:awaited")).toHaveLength(1);

it("P21: the same form at two instances reaches Kratos once, both get its answer", async () => {
  const answerOnce = await load();
  const { asked, finish } = toSlow();
  const first = answerOnce(redis, "form", asked);
  await vi.waitFor(() => expect(asked.ask).toHaveBeenCalled());
  const second = toAsked(async () => ({ said: "never" }));
  const waiting = answerOnce(other, "form", second);
  await vi.waitFor(isAwaited);
  finish({ said: SESSION });
  expect(await first).toEqual({ answer: { said: SESSION }, isShared: false });
  expect(await waiting).toEqual({ answer: { said: SESSION }, isShared: true });
  expect(second.ask).not.toHaveBeenCalled();
  const kept = await Promise.all((await redis.keys("*")).map((key) => redis.get(key)));
  expect(kept.join(), "sealed").not.toContain(SESSION);
});

it("P21: the answer of an instance whose clock is minutes behind is shared all the same", async () => {
  const answerOnce = await load();
  const { asked, finish } = toSlow();
  asked.pack = (answer) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 5 * 60_000 });
    // Sealed by then.
    queueMicrotask(() => vi.useRealTimers());
    return answer;
  };
  const first = answerOnce(redis, "form", asked);
  await vi.waitFor(() => expect(asked.ask).toHaveBeenCalled());
  const waiting = answerOnce(
    other,
    "form",
    toAsked(async () => ({ said: "never" })),
  );
  await vi.waitFor(isAwaited);
  finish({ said: SESSION });
  await first;
  expect(await waiting).toEqual({ answer: { said: SESSION }, isShared: true });
});

it("P21: a form that is sent after the answer is another one; nothing of the first is kept", async () => {
  const answerOnce = await load();
  const first = toAsked(async () => ({ said: "first" }));
  const second = toAsked(async () => ({ said: "second" }));
  expect((await answerOnce(redis, "form", first)).answer.said).toBe("first");
  expect(await redis.keys("*")).toEqual([]);
  expect((await answerOnce(other, "form", second)).answer.said).toBe("second");
});

it("P21: an answer that is on its way is shared with a form that comes then, for so long", async () => {
  const answerOnce = await load();
  const first = { ...toAsked(async () => ({ said: SESSION })), toKeptMs: () => 60_000 };
  expect((await answerOnce(redis, "form", first)).isShared).toBe(false);
  const second = toAsked(async () => ({ said: "never" }));
  expect(await answerOnce(other, "form", second)).toEqual({ answer: { said: SESSION }, isShared: true });
  const kept = await Promise.all((await redis.keys("*")).map((key) => redis.get(key)));
  expect(kept.join(), "sealed").not.toContain(SESSION);
  const ends = await redis.pttl("foyer:answer:form");
  expect(ends > 3000 && ends <= 60_000, `for ${ends} ms`).toBe(true);
});

it("P21: an answer that is too large to lend, or a failure, is a page that says so", async () => {
  const answerOnce = await load();
  for (const end of ["large", "failed"]) {
    const { asked, finish, fail } = toSlow();
    const first = answerOnce(redis, end, asked).catch(() => undefined);
    await vi.waitFor(() => expect(asked.ask).toHaveBeenCalled());
    const second = toAsked(async () => ({ said: "never" }));
    const waiting = expect(answerOnce(other, end, second)).rejects.toMatchObject({
      status: 409,
      problem: "under-way",
    });
    await vi.waitFor(async () =>
      expect(await redis.exists(...(await redis.keys(`*${end}:*:awaited`)))).toBe(1),
    );
    if (end === "large") finish({ said: "a".repeat(100_000) });
    else fail(new Error("Kratos is away"));
    await first;
    await waiting;
    expect(second.ask).not.toHaveBeenCalled();
  }
});

it("the form of an instance that died is sent by the next one", async () => {
  const answerOnce = await load();
  await redis.set("foyer:answer:form", "a-dead-instance", "PX", 200);
  const asked = toAsked(async () => ({ said: "now" }));
  expect(await answerOnce(other, "form", asked)).toEqual({ answer: { said: "now" }, isShared: false });
});

it("without an answer from Redis a form is sent as if there were none", async () => {
  const answerOnce = await load();
  const away = { get: refuse, set: refuse, exists: refuse, eval: refuse } as unknown as Redis;
  const asked = toAsked(async () => ({ said: "now" }));
  expect((await answerOnce(away, "form", asked)).answer.said).toBe("now");
  expect(asked.ask).toHaveBeenCalledTimes(1);
});

function refuse(): Promise<never> {
  return Promise.reject(new Error("down"));
}
