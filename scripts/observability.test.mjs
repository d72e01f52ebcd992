// @ts-check
// What Foyer logs, audits and counts is what docs/operations.md tells operators, and nothing else.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY } from "./lib/run.mjs";

/** @param {string} file */
const read = (file) => readFileSync(join(REPOSITORY, file), "utf8");

const document = read("docs/operations.md");

/** @param {string} title of a section @returns {string} */
function toSection(title) {
  const [, rest = ""] = document.split(`\n${title}\n`);
  return rest.split(/\n#{1,3} /)[0] ?? "";
}

/** What stands in back quotes, each once. @param {string} text */
const toNames = (text) => new Set([...text.matchAll(/`([\w.*-]+)`/g)].map(([, name = ""]) => name));

/** First cells of a table's rows. @param {string} section */
const toFirstCells = (section) =>
  [...section.matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell = ""]) => [...toNames(cell)]);

const EVENT = /\bevent: ([^,}\n]+)|for \(const event of \[([^\]]+)\]/g;
const QUOTED = /"([\w-]+)"/g;

/** @returns {string[]} */
function findEvents() {
  const files = execFileSync("git", ["ls-files", "app", "lib", "server"], {
    cwd: REPOSITORY,
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
  const texts = files.map(read).filter((text) => text.includes("getLogger()"));
  const values = texts.flatMap((text) =>
    [...text.matchAll(EVENT)].map(([, one, several]) => one ?? several ?? ""),
  );
  return [...new Set(values.flatMap((value) => [...value.matchAll(QUOTED)].map(([, name = ""]) => name)))];
}

it("every event of the log stands in the documents", () => {
  const events = findEvents();
  expect(events.length).toBeGreaterThan(20);
  const told = toNames(toSection("## Logs"));
  expect(events.filter((event) => !told.has(event))).toEqual([]);
  expect(toFirstCells(toSection("## Logs")).filter((event) => !events.includes(event))).toEqual([]);
});

it("every audited act stands in the documents", () => {
  const [, table = ""] = read("lib/observe/audit.ts").split("interface AuditEvents {");
  const actions = [...table.matchAll(/^ {2}"([\w.-]+)":/gm)].map(([, name = ""]) => name);
  expect(actions.length).toBeGreaterThan(5);
  expect(toFirstCells(toSection("### Audit")).toSorted()).toEqual(actions.toSorted());
});

it("every metric and every outcome of a call stands in the documents", () => {
  const code = read("lib/observe/metrics.ts");
  const metrics = [...code.matchAll(/(?:counter|histogram)\("(\w+)"/g)].map(([, name]) => `foyer_${name}`);
  expect(metrics.length).toBeGreaterThan(5);
  const told = toFirstCells(toSection("## Metrics")).filter((name) => name.startsWith("foyer_"));
  expect(told.toSorted()).toEqual(metrics.toSorted());
  const [, kinds = ""] = read("lib/ory/error.ts").match(/type OryErrorKind = ([^;]+);/) ?? [];
  const outcomes = [...kinds.matchAll(QUOTED)]
    .map(([, kind = ""]) => kind)
    .filter((kind) => kind !== "status");
  expect(outcomes.length).toBeGreaterThan(3);
  for (const outcome of outcomes) expect(toNames(toSection("## Metrics")), outcome).toContain(outcome);
});
