import { expect, it } from "vitest";
import { compileTraits } from "./compile";

it.each([
  [0.15, 0.05, true],
  [19.99, 0.01, true],
  [0.16, 0.05, false],
  [7, 5, false],
])("%d as a multiple of %d is judged as Kratos does", (rate, multipleOf, isOne) => {
  const validate = compileTraits({
    properties: { traits: { properties: { rate: { type: "number", multipleOf } } } },
  });
  expect(validate?.({ traits: { rate } })).toBe(isOne);
});
