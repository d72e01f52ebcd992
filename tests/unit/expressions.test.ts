import { expect, it } from "vitest";
import { findDearest, findExpressions } from "./expressions";
import { measureGrowth } from "./growth";

const EXPRESSIONS = findExpressions(["app", "client", "components", "lib", "server"]);

it("finds the expressions of the product", () => {
  expect(EXPRESSIONS.length).toBeGreaterThan(100);
});

it("D1: an expression that backtracks over what begins like a match is told", async () => {
  const expression = /\bVersion\/[\d.]+.*\bSafari\//;
  const { make, size } = findDearest(expression);
  expect(make(1)).toMatch(/^Version\//);
  const growth = await measureGrowth((length) => {
    const text = make(length);
    return () => text.replace(expression, "");
  }, size);
  expect(growth.isLinear).toBe(false);
});

it("D1: no expression makes more than linear work, whatever the text", { timeout: 300_000 }, async () => {
  const slow: object[] = [];
  for (const { pattern, flags, file } of EXPRESSIONS) {
    const expression = new RegExp(pattern, flags);
    const { make, size } = findDearest(expression);
    const growth = await measureGrowth((length) => {
      const text = make(length);
      return () => text.replace(expression, "");
    }, size);
    if (!growth.isLinear) slow.push({ file, pattern, text: make(10), ...growth });
  }
  expect(slow).toEqual([]);
});
