import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasInexactNumber } from "@/lib/json";
import { isDeepEqual, toCanonicalText } from "./is-deep-equal";
import { type Patch, parseObject, toMembersPatch, toNoObjectProblem } from "./members-patch";

const traits = () => fc.dictionary(fc.string(), fc.jsonValue());

/** RFC 6902, as far as a patch of traits uses it. */
function apply(before: Readonly<Record<string, unknown>>, patch: Patch): Record<string, unknown> {
  const result = new Map(Object.entries(before));
  for (const { op, path, value } of patch) {
    const name = path
      .replace(/^\/traits\//, "")
      .replaceAll("~1", "/")
      .replaceAll("~0", "~");
    if (op === "remove") expect(result.delete(name)).toBe(true);
    else result.set(name, value);
  }
  return Object.fromEntries(result);
}

describe("a change of traits", () => {
  it("is what was written, and nothing that was not touched is sent", () => {
    fc.assert(
      fc.property(traits(), traits(), (before, after) => {
        const patch = toMembersPatch("/traits", before, after);
        expect(apply(before, patch)).toEqual(after);
        for (const [name, value] of Object.entries(before))
          if (isDeepEqual(value, Object.hasOwn(after, name) ? after[name] : undefined))
            expect(patch.map(({ path }) => path)).not.toContain(`/traits/${name}`);
      }),
    );
  });

  it("is nothing where nothing changed, whatever the order of members", () => {
    expect(toMembersPatch("/traits", { a: { x: 1, y: [2] }, b: 3 }, { b: 3, a: { y: [2], x: 1 } })).toEqual(
      [],
    );
  });

  it("adds, replaces and removes members by their escaped names", () => {
    expect(toMembersPatch("/traits", { a: 1, b: 2 }, { a: 3, "c/d~": 4 })).toEqual([
      { op: "replace", path: "/traits/a", value: 3 },
      { op: "remove", path: "/traits/b" },
      { op: "add", path: "/traits/c~1d~0", value: 4 },
    ]);
  });

  it.each(["", "[]", "null", "1", '"a"', "{"])("is not read from %j", (text) => {
    expect(parseObject(text)).toBeUndefined();
  });

  it("D1: is not read from what is nested too deeply, however deep that is", () => {
    const toNested = (depth: number) => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(parseObject(toNested(99))).toBeDefined();
    for (const depth of [100, 50_000]) expect(parseObject(toNested(depth))).toBeUndefined();
  });

  it("knows numbers that would come back as others, where they are not read as they stand", () => {
    expect(hasInexactNumber(JSON.parse('{"a":[{"b":9007199254740993}]}'))).toBe(true);
    expect(hasInexactNumber(JSON.parse('{"a":[{"b":1e999}]}'))).toBe(true);
    expect(hasInexactNumber(parseObject('{"a":[{"b":9007199254740993},1.10]}'))).toBe(false);
    expect(hasInexactNumber({ a: [{ b: 9_007_199_254_740_991, c: 0.1 }] })).toBe(false);
  });

  it("D1: is not read with a number that keeps Kratos from changing the account ever after", () => {
    const text = '{"a":[{"b":-1e400}]}';
    expect([parseObject(text), toNoObjectProblem(text)]).toEqual([
      undefined,
      expect.stringContaining("number"),
    ]);
    expect(parseObject('{"a":1e308}')).toBeDefined();
  });

  it("has equal texts for equal values alone", () => {
    expect(toCanonicalText({ b: [{ d: 1, c: 2 }], a: 0 })).toBe('{"a":0,"b":[{"c":2,"d":1}]}');
    expect(toCanonicalText([1, 2])).not.toBe(toCanonicalText([2, 1]));
  });
});
