import { expect, test, vi } from "vitest";
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
  const kept = cache(
    async () => answers.shift(),
    1000,
    () => time,
  );
  await kept.get();
  time = 1000;
  expect(await kept.get()).toBe("a");
  await vi.waitFor(async () => expect(await kept.get()).toBe("b"));
});

test("a failure is no answer: pages go on without for a while, then one asks again", async () => {
  let time = 0;
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error("away")).mockResolvedValue("a");
  const kept = cache(load, 1000, () => time);
  expect(await kept.get()).toBeUndefined();
  expect(await kept.get()).toBeUndefined();
  expect(load).toHaveBeenCalledTimes(1);
  time = 5000;
  expect(await kept.get()).toBe("a");
});

test("a failure does not forget what is known", async () => {
  let time = 0;
  const load = vi.fn<() => Promise<string>>().mockResolvedValueOnce("a").mockRejectedValue(new Error("away"));
  const kept = cache(load, 1000, () => time);
  await kept.get();
  time = 5000;
  expect(await kept.get()).toBe("a");
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(2));
  expect(await kept.get()).toBe("a");
});

test("what was learned elsewhere counts as an answer", async () => {
  const load = vi.fn(async () => true);
  const kept = cache(load, 1000);
  kept.put(false);
  expect(await kept.get()).toBe(false);
  expect(load).not.toHaveBeenCalled();
});
