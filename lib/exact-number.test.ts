import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ExactNumber,
  hasExactNumber,
  isSameNumber,
  isWhole,
  parseExactly,
  toNearNumbers,
  toNumber,
  unmark,
  writeExactly,
} from "./exact-number";
import { hasInexactNumber, isRecord, isTooDeep, read, toText, withoutDepths } from "./json";

const EXACT = ["9007199254740993", "-1.10", "0.1234567890123456789", "1e400", "1E5", "-0", "2.0"];

const toValue = (text: string) => toNumber(text) ?? Number.NaN;

describe("a number of JSON", () => {
  it.each(EXACT)("is written as it was read, wherever it stands: %s", (text) => {
    const json = `{"a":[${text},1.5,"${text}"],"b\\"${text}":{"c":${text}}}`;
    expect(writeExactly(parseExactly(json))).toBe(json);
    expect(unmark(JSON.stringify({ of: parseExactly(json) }))).toBe(`{"of":${json}}`);
    expect(toText(parseExactly(text))).toBe(text);
  });

  it("is JavaScript's own where that is the same, as everything else of JSON is", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const own = JSON.stringify(JSON.parse(text));
        expect(parseExactly(own)).toEqual(JSON.parse(own));
        expect(writeExactly(parseExactly(own))).toBe(own);
      }),
    );
    for (const text of ["", "{", "01", "[1.]", '{"a":1e}', "9007199254740993 1"])
      expect(parseExactly(text)).toBeUndefined();
  });

  it("stands beside any nesting that Kratos takes, which is cut afterwards", () => {
    const near = '"near":1.10,"__proto__":{"a":2.0}';
    const nested = parseExactly(`{"deep":${"[".repeat(9000)}${"]".repeat(9000)},${near}}`);
    const text = writeExactly(withoutDepths(nested));
    expect(text).toContain("levels deep");
    expect(text).toContain(near);
  });

  it("is a value of its own: no record, not deep, and no number that was changed", () => {
    const value = parseExactly(`[${EXACT.join()}]`);
    expect(Array.isArray(value) && value.some(isRecord)).toBe(false);
    expect([isTooDeep(value, 1), hasInexactNumber(value), hasExactNumber(value)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(hasExactNumber({ a: [1, null, "1.0"] })).toBe(false);
  });

  it("D1: is read however deep it lies, and under whatever name", () => {
    const [start, end] = ['{"a":['.repeat(50_000), "]}".repeat(50_000)];
    const deep = parseExactly(`{"own":1.10,"deep":${start}2.0${end}}`);
    expect(toText(read(deep, "own"))).toBe("1.10");
    expect(isTooDeep(deep)).toBe(true);
    const text = '{"__proto__":{"a":1.10},"constructor":2.0}';
    expect(writeExactly(parseExactly(text))).toBe(text);
    expect(writeExactly(parseExactly('[1.10,{"__proto__":2.0}]'))).toBe('[1.10,{"__proto__":2.0}]');
  });

  it("is the same however it is written", () => {
    const same = [
      ["1.10", "1.1"],
      ["1e2", "100"],
      ["100.0", "1e+02"],
      ["-0", "0"],
      ["0.0e9", "0"],
    ] as const;
    for (const [one, other] of same) expect(isSameNumber(toValue(one), toValue(other))).toBe(true);
    expect(isSameNumber(toValue("9007199254740993"), toValue("9007199254740992"))).toBe(false);
    expect(isSameNumber(toValue("1"), toValue("-1"))).toBe(false);
    expect(
      ["2.0", "1e400", "10", "9007199254740993.5", "1e-1"].map((text) => isWhole(toValue(text))),
    ).toEqual([true, true, true, false, false]);
  });

  it("has a nearest one, for what knows no others", () => {
    expect(toNearNumbers({ a: [new ExactNumber("1e400"), new ExactNumber("1.10"), "x"] })).toEqual({
      a: [Number.MAX_VALUE, 1.1, "x"],
    });
  });
});
