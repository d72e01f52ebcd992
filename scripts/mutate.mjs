// @ts-check
// `node scripts/mutate.mjs [unit | browser] [threat …]`: takes one defence away at a time, in a copy, and shows that the
// test which names its threat fails. Minutes, so no part of `npm test`; a unit test checks that each mutation still applies.

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeTemporaryFolder } from "../stack/temporary-folder.mjs";
import { copyRepository } from "./lib/copy-repository.mjs";
import { MUTATIONS } from "./mutations.mjs";

const execute = promisify(execFile);

const wanted = process.argv.slice(2);
const suites = wanted.filter((word) => word === "unit" || word === "browser");
const threats = wanted.filter((word) => !suites.some((suite) => suite === word));
const chosen = MUTATIONS.filter(
  ({ suite, threat }) =>
    (suites.length === 0 || suites.some((each) => each === suite)) &&
    (threats.length === 0 || threats.includes(threat)),
);
const { path: copy, remove } = makeTemporaryFolder("mutations");
let missed = 0;
/** Ended by a signal, it ends what it runs and takes its copy away. */
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort());
/** Tests that were seen to pass with every defence in place: one of several defences runs them once. */
const passing = new Set();
try {
  await copyRepository(copy);
  await run("scripts/build.mjs");
  for (const mutation of chosen) {
    const outcome = await tryMutation(mutation);
    missed += outcome === "found" ? 0 : 1;
    console.log(`${outcome.padEnd(8)}  ${mutation.threat.padEnd(4)} ${mutation.what}`);
  }
} finally {
  await remove();
}
process.exitCode = missed === 0 ? 0 : 1;

/**
 * Whether the test fails without the defence; `UNCLEAR` where it fails with the defence in place.
 * @param {import("./mutations.mjs").Mutation} mutation
 * @returns {Promise<"found" | "SURVIVED" | "UNCLEAR">}
 */
async function tryMutation({ threat, file, from, to, suite, test }) {
  const path = join(copy, file);
  const whole = await readFile(path, "utf8");
  if (whole.split(from).length !== 2) throw new Error(`${file}: the text to change is not there once.`);
  // O1 is no part of O17.
  const named = `\\b${threat}\\b`;
  const runTest = () =>
    suite === "unit"
      ? run("node_modules/vitest/vitest.mjs", "run", test, "-t", named)
      : run(
          "node_modules/@playwright/test/cli.js",
          "test",
          "-c",
          "tests/playwright.config.ts",
          test,
          "-g",
          named,
          "-x",
        );
  const shown = `${suite} ${test} ${threat}`;
  if (!passing.has(shown) && !(await runTest())) return "UNCLEAR";
  passing.add(shown);
  await writeFile(
    path,
    whole.replace(from, () => to),
  );
  const isBuilt = suite === "unit" || (await run("scripts/build.mjs"));
  const passes = await runTest();
  await writeFile(path, whole);
  if (suite !== "unit") await run("scripts/build.mjs");
  return isBuilt && !passes ? "found" : "SURVIVED";
}

/** @param {string} script @param {string[]} parameters @returns {Promise<boolean>} whether it ended with 0 */
function run(script, ...parameters) {
  return execute(process.execPath, [script, ...parameters], {
    cwd: copy,
    maxBuffer: 64 * 1024 * 1024,
    signal: stop.signal,
  }).then(
    () => true,
    () => {
      stop.signal.throwIfAborted();
      return false;
    },
  );
}
