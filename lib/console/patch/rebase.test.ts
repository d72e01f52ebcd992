import fc from "fast-check";
import { expect, it } from "vitest";
import { rebase, rebaseFields, rebaseText } from "./rebase";

it("what one operator changed and what another did are both there", () => {
  const seen = { name: { first: "A", last: "B" }, old: 1, tags: ["x"] };
  const typed = { name: { first: "Typed", last: "B" }, old: 1, tags: ["x"], added: true };
  const now = { name: { first: "A", last: "Now" }, tags: ["y"] };
  expect(rebase(seen, typed, now)).toEqual({
    name: { first: "Typed", last: "Now" },
    tags: ["y"],
    added: true,
  });
});

it("where both changed the same, what was typed is kept, to be looked at", () => {
  expect(rebase({ a: 1 }, { a: 2 }, { a: 3 })).toEqual({ a: 2 });
  expect(rebase({ a: 1 }, {}, { a: 3 })).toEqual({});
  expect(rebaseText({ a: 1 }, "{", { a: 3 })).toBe("{");
});

it("fields that were not touched show what is there now, whatever a browser made of them", () => {
  const seen = { lines: "a\nb", box: "false", name: "N", both: "1" };
  const typed = { lines: "b\r\na", name: "Typed", both: "2", reason: "r" };
  const now = { lines: "c", box: "true", name: "N", both: "3" };
  expect(rebaseFields(seen, typed, now)).toEqual({
    lines: "c",
    box: "true",
    name: "Typed",
    both: "2",
    reason: "r",
  });
});

it("C24: nothing typed changes nothing, and nothing changed meanwhile keeps what was typed", () => {
  const anyObject = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue());
  fc.assert(
    fc.property(anyObject, anyObject, (one, other) => {
      expect(rebase(one, one, other)).toEqual(other);
      expect(rebase(one, other, one)).toEqual(other);
    }),
  );
});
