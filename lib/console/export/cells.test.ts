import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSafeCsv } from "../trail/export";
import { fromSpreadsheetCell, toSpreadsheetCell } from "./cells";

/** What decides how a spreadsheet reads a cell, often. */
const cell = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(..."=+-@＝;,'\"\t\r\n x"), { maxLength: 20 }).map((letters) => letters.join("")),
);

describe("a cell of a file", () => {
  it("C27: no cell is a formula where a spreadsheet splits at semicolons, tabs or ends of lines", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 3 }), (cells) => {
        for (const piece of toSafeCsv(undefined, [cells]).split(/[;\t\r\n]/))
          expect(piece).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/u);
      }),
    );
  });

  it.each([
    ["x;=1+1", "x;'=1+1"],
    ['x;"=1+1;', "x;'\"=1+1;"],
    ["x\n=1+1", "x\n'=1+1"],
    ["x\t ＝1", "x\t' ＝1"],
    ["=1+1", "'=1+1"],
    ["'=1+1", "''=1+1"],
    ["a=b; c - d", "a=b; c - d"],
    ["it's 'so'", "it's 'so'"],
  ])("C27: %j stands there as %j", (text, written) => {
    expect(toSpreadsheetCell(text)).toBe(written);
  });

  it("C27: whatever it holds, an import reads it as what it was, apostrophes of one's own too", () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(fromSpreadsheetCell(toSpreadsheetCell(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});
