// @ts-check
import { expect, it } from "vitest";
import {
  readDecidedThreats,
  readPromises,
  readThreatTests,
  THREATS,
  toIds,
  toTitles,
} from "./lib/threat-tests.mjs";

const tests = await readThreatTests();
const promises = await readPromises();
const decided = await readDecidedThreats();

it("reads titles whatever quotes, modifiers and tables they have", () => {
  const source = `test("O1: a \\"b\\"", x); it.each(ROWS)("$name (F3)", x); describe('V1: c', x); test(\`P9: d\`, x)`;
  expect(toTitles(source)).toEqual(['O1: a "b"', "$name (F3)", "V1: c", "P9: d"]);
  expect(toIds("O1, F13: not SHA512 or O1")).toEqual(["O1", "F13"]);
});

it.each(THREATS)("%s is named by a test's title, or a decision says why not", (id) => {
  expect(tests.has(id) || decided.has(id)).toBe(true);
});

it.each(THREATS)("%s has one row in docs/security.md, whose test exists", (id) => {
  const rows = promises.filter((row) => row.id === id);
  expect(rows).toHaveLength(1);
  const [, title = "", file = ""] = rows[0]?.shownBy.match(/^(.*) \(`([^`]+)`\)$/) ?? [];
  if (decided.has(id) && !tests.has(id)) return;
  const known = (tests.get(id) ?? []).map(
    (test) => `${test.title.replaceAll("|", "/").replaceAll("`", "'")} ${test.file}`,
  );
  expect(known).toContain(`${title} ${file}`);
});
