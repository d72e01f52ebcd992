// @ts-check
// What `npm run check` runs, in which order: what is changed in the working tree before everything.

import { execFileSync } from "node:child_process";

/** @typedef {{ name: string, bin: string, parameters: string[] }} Step `bin` is below node_modules */

const BIOME = "@biomejs/biome/bin/biome";
const VITEST = "vitest/vitest.mjs";
const LINTED = /\.(tsx?|m?js|json|css)$/;
const IMPORTED = /\.(tsx?|mjs|json)$/;

/**
 * @param {string[]} args `--changed` ends after what is changed; the rest goes to the whole run of the unit tests
 * @param {string[]} changed files that differ from the last commit and exist
 * @returns {Step[]}
 */
export function toCheckPlan(args, changed) {
  const rest = args.filter((arg) => arg !== "--changed");
  const first = toFirstSteps(changed);
  return args.includes("--changed") ? first : [...first, ...toWholeSteps(rest)];
}

/** @param {string[]} changed @returns {Step[]} */
function toFirstSteps(changed) {
  const linted = changed.filter((file) => LINTED.test(file));
  const imported = changed.filter((file) => IMPORTED.test(file));
  const lint = ["ci", "--no-errors-on-unmatched", ...linted];
  const related = ["related", "--run", "--passWithNoTests", ...imported];
  return [
    ...(linted.length > 0 ? [{ name: "lint of what changed", bin: BIOME, parameters: lint }] : []),
    // Incremental: only what changed since the last time is looked at again.
    { name: "types", bin: "typescript/bin/tsc", parameters: ["-p", "."] },
    ...(imported.length > 0
      ? [{ name: "unit tests of what changed", bin: VITEST, parameters: related }]
      : []),
  ];
}

/** @param {string[]} rest @returns {Step[]} */
function toWholeSteps(rest) {
  return [
    { name: "format and lint", bin: BIOME, parameters: ["ci", "."] },
    { name: "unused code", bin: "knip/bin/knip.js", parameters: [] },
    // What tests alone use is unused; a name that they share says @internal.
    { name: "code that only tests use", bin: "knip/bin/knip.js", parameters: ["--production"] },
    { name: "unit tests", bin: VITEST, parameters: ["run", ...rest] },
  ];
}

/** Files that differ from the last commit, new ones included, deleted ones not. None outside a repository. */
export function readChangedFiles(cwd = process.cwd()) {
  /** @param {string[]} args */
  const git = (args) =>
    execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).split("\0");
  try {
    const differing = git(["diff", "--name-only", "--relative", "--diff-filter=d", "-z", "HEAD"]);
    const added = git(["ls-files", "--others", "--exclude-standard", "-z"]);
    return [...differing, ...added].filter((file) => file !== "").toSorted();
  } catch {
    return [];
  }
}
