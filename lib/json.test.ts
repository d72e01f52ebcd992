import { expect, it } from "vitest";
import { isTooDeep, readPath, withoutDepths } from "./json";

const nest = (depth: number): unknown => JSON.parse(`${'{"a":['.repeat(depth)}1${"]}".repeat(depth)}`);

it("D1: what lies too deep is left out in words, and what is above it stays", () => {
  const plain = { traits: { email: "ada@foyer.example" }, list: [null, 1, "a"] };
  expect(withoutDepths(plain)).toBe(plain);
  expect(withoutDepths({ ...plain, deep: nest(5000) })).toMatchObject(plain);
  expect(JSON.stringify(withoutDepths(nest(5000)))).toContain('"[left out: more than 110 levels deep]"');
});

it("D1: what is cut still counts as too deep, some levels down in an answer too", () => {
  expect([nest(50), nest(51)].map((value) => isTooDeep(value))).toEqual([false, true]);
  const answer = withoutDepths({ identity: { traits: { address: nest(5000) } } }) as {
    identity: { traits: { address: unknown } };
  };
  expect(isTooDeep(answer.identity.traits.address)).toBe(true);
});

it("V2: a path leads to own properties of objects alone", () => {
  const value = JSON.parse('{"ui":{"action":"/x"},"list":["a"],"__proto__":{"own":1}}');
  expect(readPath(value, "ui", "action")).toBe("/x");
  expect(readPath(value, "__proto__", "own")).toBe(1);
  expect(readPath(value)).toBe(value);
  for (const path of [
    ["ui", "method"],
    ["ui", "action", "length"],
    ["list", "0"],
    ["ui", "constructor"],
    ["no", "way"],
  ])
    expect(readPath(value, ...path), path.join(".")).toBeUndefined();
});
