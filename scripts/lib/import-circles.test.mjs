// @ts-check
import { expect, it } from "vitest";
import { findCircles } from "./import-circles.mjs";

it("files that import each other are a circle, over however many steps", () => {
  const imports = new Map([
    ["page", ["view", "words"]],
    ["view", ["node", "words"]],
    ["node", ["label"]],
    ["label", ["view"]],
    ["words", []],
    ["self", ["self"]],
  ]);
  expect(findCircles(imports)).toEqual([["view", "node", "label"], ["self"]]);
});

it("a file that many import is no circle", () => {
  const imports = new Map([
    ["page", ["view", "words"]],
    ["view", ["words"]],
  ]);
  expect(findCircles(imports)).toEqual([]);
});
