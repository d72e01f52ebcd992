import { expect, it } from "vitest";
import { mergeTraits } from "../../lib/self-service/traits/merge";
import { measureGrowth } from "./growth";
import { list } from "./large";

/** What a form says it asked for, a size of it, and the work that it makes; four times that size is tried too. */
const WORK: Readonly<Record<string, [size: number, prepare: (size: number) => () => unknown]>> = {
  "lists that a form says it asked for": [
    1000,
    (n) => {
      const drawn = { traits: [], lists: list(n, (i) => `traits.${i}`) };
      return () => mergeTraits({}, drawn, new URLSearchParams());
    },
  ],
  "traits that a form says it asked for": [
    1000,
    (n) => {
      const names = list(n, (i) => `traits.${i}`);
      const drawn = { traits: names.map((name) => ({ name, as: "text" as const })), lists: [] };
      const form = new URLSearchParams(names.map((name) => [name, "v"]));
      return () => mergeTraits({}, drawn, form);
    },
  ],
  "items of a list that a form sends": [
    1000,
    (n) => {
      const items = list(n, (i) => `${i}`);
      const drawn = { traits: [{ name: "traits.a", as: "text" as const, shape: "set" as const }], lists: [] };
      const form = new URLSearchParams(items.toReversed().map((item) => ["traits.a", `${item}0`]));
      return () => mergeTraits({ a: items }, drawn, form);
    },
  ],
};

it.each(Object.entries(WORK))("D1: the work that %s makes is at most linear", async (_, [size, prepare]) => {
  const { isLinear, small, large } = await measureGrowth(prepare, size);
  expect(isLinear, `${small} ms, then ${large} ms`).toBe(true);
});
