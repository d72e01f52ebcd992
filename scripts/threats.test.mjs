// @ts-check
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readImports, readProduction } from "./lib/production-graph.mjs";
import { REPOSITORY } from "./lib/run.mjs";
import {
  readDecidedThreats,
  readPromises,
  readThreatTests,
  THREATS,
  toIds,
  toTitles,
} from "./lib/threat-tests.mjs";

/** What tests stand on. */
const HELPERS = /^(tests|stack)\//;

const tests = await readThreatTests();
const promises = await readPromises();
const decided = await readDecidedThreats();
const production = await readProduction();
const list = await readFile(join(REPOSITORY, "docs", "threats.md"), "utf8");

it("reads titles whatever quotes, modifiers and tables they have", () => {
  const source = `test("O1: a \\"b\\"", x); it.each(ROWS)("$name (F3)", x); describe('V1: c', x); test(\`P9: d\`, x)`;
  expect(toTitles(source)).toEqual(['O1: a "b"', "$name (F3)", "V1: c", "P9: d"]);
  expect(toIds("O1, F13: not SHA512 or O1")).toEqual(["O1", "F13"]);
});

it("knows what the product imports, and that tests are no users of it", () => {
  expect(production).toContain("lib/oauth2/consent/decide-consent.ts");
  expect([...production].filter((file) => HELPERS.test(file) || /\.test\./.test(file))).toEqual([]);
});

it.each(THREATS)("%s is described once in docs/threats.md", (id) => {
  expect(list.split(`\n| ${id} | `)).toHaveLength(2);
});

it.each(THREATS)("%s is named by a test's title, or a decision says why not", (id) => {
  expect(tests.has(id) || decided.has(id)).toBe(true);
});

it.each(THREATS)("%s has one row in docs/security.md, whose test stands once in its file", (id) => {
  const rows = promises.filter((row) => row.id === id);
  expect(rows).toHaveLength(1);
  if (decided.has(id) && !tests.has(id)) return;
  const { title, file } = toNamedTest(rows[0]?.shownBy ?? "");
  const named = (tests.get(id) ?? []).map(
    (test) => `${test.title.replaceAll("|", "/").replaceAll("`", "'")} (${test.file})`,
  );
  expect(
    named.filter((name) => name === `${title} (${file})`),
    `tests of ${id}:\n${named.join("\n")}`,
  ).toHaveLength(1);
});

it.each(THREATS)("%s is shown on code that the product runs", async (id) => {
  const { file } = toNamedTest(promises.find((row) => row.id === id)?.shownBy ?? "");
  // Browser tests ask a built Foyer; what guards the repository itself has no code of the product's.
  if (!/\.test\.tsx?$/.test(file)) return;
  const tested = (await readImports(file)).filter((name) => !HELPERS.test(name));
  expect(tested).not.toEqual([]);
  expect(tested.filter((name) => !production.has(name))).toEqual([]);
});

/** @param {string} cell `title (`file`)` */
function toNamedTest(cell) {
  const [, title = "", file = ""] = cell.match(/^(.*) \(`([^`]+)`\)$/) ?? [];
  return { title, file };
}
