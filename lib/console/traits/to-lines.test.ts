import { expect, it } from "vitest";
import { toTraitLines } from "./to-lines";

it("values, and lists of values, are lines by their names; lists of objects are none", () => {
  const traits = {
    email: "a@b.example",
    name: { first: "Ada", last: "" },
    news: false,
    age: 7,
    tags: ["x", "y", ""],
    places: [{ zip: "1" }],
    none: null,
  };
  expect(toTraitLines(traits)).toEqual([
    { path: "email", text: "a@b.example" },
    { path: "name.first", text: "Ada" },
    { path: "news", text: "no" },
    { path: "age", text: "7" },
    { path: "tags", text: "x, y" },
  ]);
  expect(toTraitLines("text")).toEqual([]);
  expect(
    toTraitLines(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`t${at}`, at]))),
  ).toHaveLength(20);
});
