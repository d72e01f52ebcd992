import { expect, test, vi } from "vitest";
import { Kept } from "../support/kept";

const [plain, first, second] = [{ name: "plain" }, { name: "first" }, { name: "second" }];

test("what a worker's files share is started once, and ended when two others were asked for", async () => {
  const start = vi.fn(async ({ name }: { name: string }) => `a ${name} stack`);
  const finish = vi.fn(async (_: string) => undefined);
  const kept = new Kept(start, finish);

  expect(await kept.get(plain)).toBe("a plain stack");
  await kept.get(first);
  await kept.get(plain);
  expect(start).toHaveBeenCalledTimes(2);
  expect(finish).not.toHaveBeenCalled();

  await kept.get(second);
  expect(finish.mock.calls).toEqual([["a first stack"]]);
  await kept.endAll();
  expect(finish.mock.calls.flat().sort()).toEqual(["a first stack", "a plain stack", "a second stack"]);
});

test("all that a worker's files share is ended, also where the end of one fails", async () => {
  const ended: string[] = [];
  const kept = new Kept(
    async ({ name }: { name: string }) => name,
    async (name) => {
      if (name === "plain") throw new Error("its log is unclean");
      ended.push(name);
    },
  );
  await kept.get(plain);
  await kept.get(first);
  await expect(kept.endAll()).rejects.toThrow("its log is unclean");
  expect(ended).toEqual(["first"]);
});

test("files whose options only look the same share what is kept under an equal key", async () => {
  const start = vi.fn(async ({ name }: { name: string }) => ({ name }));
  const kept = new Kept(start, async () => undefined, JSON.stringify);
  expect(await kept.get({ name: "equal" })).toBe(await kept.get({ name: "equal" }));
  expect(await kept.get({ name: "other" })).toEqual({ name: "other" });
  expect(start).toHaveBeenCalledTimes(2);
});
