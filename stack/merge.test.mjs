// @ts-check
import { expect, test } from "vitest";
import { deepMerge } from "./merge.mjs";

test("objects merge key by key and leave what is not named", () => {
  const base = { methods: { password: { enabled: true }, code: { enabled: true } }, dsn: "memory" };
  expect(deepMerge(base, { methods: { password: { enabled: false } } })).toEqual({
    methods: { password: { enabled: false }, code: { enabled: true } },
    dsn: "memory",
  });
});

test("arrays replace, so that hooks can be taken away", () => {
  expect(deepMerge({ hooks: [{ hook: "session" }] }, { hooks: [] })).toEqual({ hooks: [] });
});

test("undefined removes a key", () => {
  expect(deepMerge({ a: 1, b: { c: 2 } }, { b: undefined })).toEqual({ a: 1 });
});

test("neither input changes", () => {
  const base = { a: { b: 1 } };
  const overrides = { a: { c: 2 } };
  deepMerge(base, overrides);
  expect([base, overrides]).toEqual([{ a: { b: 1 } }, { a: { c: 2 } }]);
});
