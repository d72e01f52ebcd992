import { expect, it } from "vitest";
import { toTraitLines } from "./to-lines";

it("traits of one value are lines by their names, and no others", () => {
  const traits = {
    email: "a@b.example",
    name: { first: "Ada", last: "" },
    news: false,
    age: 7,
    tags: ["x"],
    none: null,
  };
  expect(toTraitLines(traits)).toEqual([
    { path: "email", text: "a@b.example" },
    { path: "name.first", text: "Ada" },
    { path: "news", text: "no" },
    { path: "age", text: "7" },
  ]);
  expect(toTraitLines("text")).toEqual([]);
  expect(
    toTraitLines(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`t${at}`, at]))),
  ).toHaveLength(20);
});
