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

it("D1: what changed altogether is shown whole, and holds nobody up", () => {
  const toValue = (name: string) =>
    Object.fromEntries(Array.from({ length: 3500 }, (_, at) => [`${name}${at}`, at]));
  const lines = toDiff(toValue("a"), toValue("b"));
  const kinds = lines.map(({ kind }) => kind);
  expect(kinds).not.toContain("same");
  expect(kinds.lastIndexOf("removed")).toBeLessThan(kinds.indexOf("added"));
});

it("says of what is too long to be compared whether it is the same", () => {
  const toValue = (end: string) => ({ a: "x".repeat(70_000), b: end });
  const toKinds = (before: string, after: string) =>
    new Set(toDiff(toValue(before), toValue(after)).map(({ kind }) => kind));
  expect(toKinds("old", "old")).toEqual(new Set(["same"]));
  expect(toKinds("old", "new")).toEqual(new Set(["same", "removed", "added"]));
  expect(toDiff(toValue("old"), toValue("new")).at(-1)?.text).toBe("[left out: 10,027 characters more]");
});
