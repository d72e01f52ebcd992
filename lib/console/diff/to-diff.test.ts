import fc from "fast-check";
import { expect, it } from "vitest";
import { toDiff } from "./to-diff";

it("says what went and what came, whatever the order of members", () => {
  const lines = toDiff({ b: 1, a: 2 }, { a: 3, b: 1 });
  expect(lines.filter(({ kind }) => kind !== "same")).toEqual([
    { kind: "removed", text: '  "a": 2,' },
    { kind: "added", text: '  "a": 3,' },
  ]);
});

it("says nothing of two equal values", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(toDiff(value, structuredClone(value)).every(({ kind }) => kind === "same")).toBe(true);
    }),
  );
});
