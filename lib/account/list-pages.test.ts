import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAGE_ROWS, toKnownTotal, toLastPage, toListPages, toPageNumber, toPageQuery } from "./list-pages";

describe("pages of a long list", () => {
  it.each([
    [undefined, 1],
    [null, 1],
    ["", 1],
    ["0", 1],
    ["-1", 1],
    ["1.5", 1],
    ["1e3", 1],
    ["2", 2],
    ["99999", 99_999],
    ["999999", 1],
  ])("V1: a page named %j is page %i", (text, number) => {
    expect(toPageNumber(text)).toBe(number);
  });

  it("hold every row once, and lead from the first to the last and back", () => {
    fc.assert(
      fc.property(fc.nat(2000), (total) => {
        const walked = [toListPages(1, total)];
        while (walked.at(-1)?.hasNext) walked.push(toListPages(walked.length + 1, total));
        expect(walked).toHaveLength(toLastPage(total));
        expect(walked.map(({ hasPrevious }) => hasPrevious)).toEqual(walked.map((_, index) => index > 0));
        expect(walked.length * PAGE_ROWS).toBeGreaterThanOrEqual(total);
        expect((walked.length - 1) * PAGE_ROWS).toBeLessThan(Math.max(1, total));
      }),
    );
  });

  it("of a server that does not count lead on from a full page, and not from any other", () => {
    const toNext = (number: number, rows: number) => toListPages(number, toKnownTotal(number, rows)).hasNext;
    expect([toNext(1, PAGE_ROWS), toNext(3, PAGE_ROWS)]).toEqual([true, true]);
    expect([toNext(1, 3), toNext(3, PAGE_ROWS - 1)]).toEqual([false, false]);
    expect(toLastPage(toKnownTotal(9, 0))).toBe(1);
  });

  it("have addresses that lead back to them, the first without a number", () => {
    expect(toPageQuery(1)).toEqual({});
    expect(toPageNumber(toPageQuery(7).page)).toBe(7);
  });
});
