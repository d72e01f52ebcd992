// @ts-check
import { execFileSync } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import { readChangedFiles, toCheckPlan } from "./check-plan.mjs";

/** @param {import("./check-plan.mjs").Step[]} steps */
const toNames = (steps) => steps.map(({ name }) => name);
const WHOLE = ["format and lint", "unused code", "code that only tests use", "unit tests"];

test("in a clean tree everything is checked once", () => {
  expect(toNames(toCheckPlan([], []))).toEqual(["types", ...WHOLE]);
});

test("what changed is linted and tested first, then everything", () => {
  const plan = toCheckPlan([], ["README.md", "lib/a.ts", "styles/b.css"]);
  expect(toNames(plan)).toEqual(["lint of what changed", "types", "unit tests of what changed", ...WHOLE]);
  expect(plan[0]?.parameters).toEqual(["ci", "--no-errors-on-unmatched", "lib/a.ts", "styles/b.css"]);
  expect(plan[2]?.parameters).toEqual(["related", "--run", "--passWithNoTests", "lib/a.ts"]);
});

test("--changed ends after what changed, and types are always checked", () => {
  expect(toNames(toCheckPlan(["--changed"], ["lib/a.ts"]))).toEqual([
    "lint of what changed",
    "types",
    "unit tests of what changed",
  ]);
  expect(toNames(toCheckPlan(["--changed"], ["README.md"]))).toEqual(["types"]);
});

test("other arguments go to the whole run of the unit tests alone", () => {
  const plan = toCheckPlan(["--reporter=json"], ["lib/a.ts"]);
  expect(plan.filter(({ parameters }) => parameters.includes("--reporter=json"))).toEqual([plan.at(-1)]);
  expect(plan.at(-1)?.parameters).toEqual(["run", "--reporter=json"]);
});

test("changed files are those that differ from the last commit and exist", async () => {
  const { path: dir, remove } = makeTemporaryFolder("changed");
  onTestFinished(remove);
  /** @param {string[]} args */
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: dir });
  expect(readChangedFiles(dir)).toEqual([]);
  git("init", "--quiet");
  for (const name of ["same.ts", "changed.ts", "deleted.ts"]) await writeFile(join(dir, name), "1");
  git("add", ".");
  git("commit", "--quiet", "--message", "x");
  await writeFile(join(dir, "changed.ts"), "2");
  await writeFile(join(dir, "new ä.ts"), "3");
  await rm(join(dir, "deleted.ts"));
  expect(readChangedFiles(dir)).toEqual(["changed.ts", "new ä.ts"]);
});
