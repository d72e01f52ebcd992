import { expect, it } from "vitest";
import { findLostTraits } from "./lost-traits";

it.each([
  ["a trait that the other has not", { email: "a", news: true }, { email: "a" }, ["news"]],
  ["a member of one", { name: { first: "A", last: "B" } }, { name: { first: "A" } }, ["name.last"]],
  ["a text in whose place an object stands", { name: "Ada Abel" }, { name: {} }, ["name"]],
  ["an object in whose place a text stands", { name: { first: "A" } }, { name: "A" }, ["name"]],
  ["nothing that became another of its kind", { desk: "two", tags: ["a"] }, { desk: 2, tags: [] }, []],
])("is told to be lost by a move: %s", (_, before, after, lost) => {
  expect(findLostTraits(before, after)).toEqual(lost);
});
