// @ts-check
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const REPOSITORY = new URL("../../", import.meta.url);
/** @param {string} path */
const readText = (path) => readFileSync(new URL(path, REPOSITORY), "utf8");

const page = readText("docs/flows.md");

/** The numbered tests of the page. */
const tests = new Map(
  [...page.matchAll(/^(\d+)\. `([^`]+)`: (.+)$/gm)].map(([, number = "", file = "", title = ""]) => [
    number,
    { file, title },
  ]),
);

/** The matrix' rows: method, flow, cell with JavaScript on, cell with it off. */
const rows = [...page.matchAll(/^\| (.+) \|$/gm)]
  .map(([, cells = ""]) => cells.split(" | "))
  .filter(([method]) => method !== "method" && method !== "---");

/** @param {string} [cell] */
const toNumbers = (cell = "") => cell.match(/\b\d+\b(?!\.)/g) ?? [];

describe("docs/flows.md", () => {
  test("has rows and tests, and every test proves something", () => {
    expect(rows.length).toBeGreaterThan(25);
    const used = new Set(rows.flatMap(([, , on, off]) => [...toNumbers(on), ...toNumbers(off)]));
    expect([...tests.keys()].filter((number) => !used.has(number))).toEqual([]);
  });

  test.each([...tests.values()])("names a test that exists: $title", ({ file, title }) => {
    expect(hasTest(readText(file), title)).toBe(true);
  });

  test.each(rows)(
    "%s, %s: each cell names its proof, or says why there is none",
    (_method, _flow, on, off) => {
      for (const cell of [on, off]) {
        const numbers = /has (?:no|none)|^—$/.test(cell ?? "") ? [] : toNumbers(cell);
        expect(numbers.length > 0 || /has (?:no|none)|^—$|^needs JavaScript$/.test(cell ?? "")).toBe(true);
        for (const number of numbers) expect(tests.has(number), number).toBe(true);
      }
    },
  );

  test.each(rows)(
    "%s, %s: what is said of JavaScript off is tested with it off",
    (_method, _flow, _on, off) => {
      for (const number of toNumbers(off?.startsWith("—") ? "" : off)) {
        const { file = "", title = "" } = tests.get(number) ?? {};
        expect(runsWithoutScript(readText(file), title), title).toBe(true);
      }
    },
  );
});

/** Whether a test stands in the block that runs with and without JavaScript, or says that it runs without. @param {string} source @param {string} title */
function runsWithoutScript(source, title) {
  if (title.startsWith("without JavaScript")) return true;
  return [...source.matchAll(/^withAndWithoutScript\([\s\S]*?^\}(?:, "[^"]*")?\);$/gm)].some(([both]) =>
    hasTest(both, title),
  );
}

/** Tests that stand in a table are named as they are written: `${row.title}`. @param {string} source @param {string} title */
function hasTest(source, title) {
  return [`test("${title}"`, `test(\`${title}\``].some((start) => source.includes(start));
}
