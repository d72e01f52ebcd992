import { expect, onTestFinished, test, vi } from "vitest";
import { cache } from "./cached";

test("the first answer is waited for, and everybody waits for the same one", async () => {
  const load = vi.fn(async () => "a");
  const kept = cache(load, 1000);
  expect(await Promise.all([kept.get(), kept.get()])).toEqual(["a", "a"]);
  expect(load).toHaveBeenCalledTimes(1);
  expect(await kept.get()).toBe("a");
  expect(load).toHaveBeenCalledTimes(1);
});

test("a stale answer is given at once, and read again behind the page", async () => {
  let time = 0;
  const answers = ["a", "b"];
  const kept = cache(async () => answers.shift(), 1000, { now: () => time });
  await kept.get();
  time = 1000;
  expect(await kept.get()).toBe("a");
  await vi.waitFor(async () => expect(await kept.get()).toBe("b"));
});

test("a failure is no answer: pages go on without for a while, then one asks again", async () => {
  let time = 0;
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error("away")).mockResolvedValue("a");
  const kept = cache(load, 1000, { now: () => time });
  expect(await kept.get()).toBeUndefined();
  expect(await kept.get()).toBeUndefined();
  expect(load).toHaveBeenCalledTimes(1);
  time = 5000;
  expect(await kept.get()).toBe("a");
});

test("what is known grows stale though somebody set the clock back meanwhile", async () => {
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const answers = ["a", "b"];
  const kept = cache(async () => answers.shift(), 1000);
  await kept.get();
  vi.setSystemTime(Date.now() - 60_000);
  vi.advanceTimersByTime(1000);
  await kept.get();
  await vi.waitFor(async () => expect(await kept.get()).toBe("b"));
});

test("a failure does not forget what is known", async () => {
  let time = 0;
  const load = vi.fn<() => Promise<string>>().mockResolvedValueOnce("a").mockRejectedValue(new Error("away"));
  const kept = cache(load, 1000, { now: () => time });
  await kept.get();
  time = 5000;
  expect(await kept.get()).toBe("a");
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(2));
  expect(await kept.get()).toBe("a");
  time += 1000;
  expect(await kept.get(), "a server that is away is not asked by every page").toBe("a");
  expect(load).toHaveBeenCalledTimes(2);
});

test("a page waits a short while for what may be old, and has the new answer where that comes", async () => {
  let time = 0;
  const load = vi.fn<() => Promise<string>>().mockResolvedValueOnce("a").mockResolvedValueOnce("b");
  const kept = cache(load, 1000, { now: () => time, waitMs: 60_000 });
  await kept.get();
  time = 1000;
  expect(await Promise.all([kept.get(), kept.get()])).toEqual(["b", "b"]);
  time = 2000;
  load.mockReturnValue(new Promise(() => undefined));
  const impatient = cache(load, 1000, { now: () => time, waitMs: 1 });
  impatient.put("b");
  time = 3000;
  expect(await impatient.get()).toBe("b");
});

test("what was learned elsewhere counts as an answer", async () => {
  const load = vi.fn(async () => true);
  const kept = cache(load, 1000);
  kept.put(false);
  expect(await kept.get()).toBe(false);
  expect(load).not.toHaveBeenCalled();
});
