// @ts-check
// `npm test`: sets up a fresh clone, runs every check and test, and ends with one line: `N passed, N failed`.

import { join } from "node:path";
import { makeTemporaryFolder } from "../stack/temporary-folder.mjs";
import { ensureBrowser } from "./lib/browser.mjs";
import { ensurePostgres } from "./lib/postgres.mjs";
import { log, logError } from "./lib/progress.mjs";
import { ensureRedis } from "./lib/redis.mjs";
import { run } from "./lib/run.mjs";
import { setUp } from "./lib/setup.mjs";
import { toTestArguments } from "./lib/test-arguments.mjs";
import { readCounts, toPlaywrightCounts, toVitestCounts, withExitCode } from "./lib/test-results.mjs";

/** @typedef {import("./lib/test-results.mjs").Counts} Counts */

/** @type {Record<import("./lib/test-arguments.mjs").Suite, (reports: string, rest: string[]) => Promise<Counts>>} */
const runSuite = { check: runCheck, e2e: runEndToEnd };

const { path: reports, remove } = makeTemporaryFolder("test");
const total = { passed: 0, failed: 0 };
try {
  const { suites, rest } = toTestArguments(process.argv.slice(2));
  await Promise.all([
    setUp(["kratos", "hydra"], log),
    // One after the other: the package manager works for one at a time.
    ensureRedis(log).then(() => ensurePostgres(log)),
  ]);
  for (const suite of suites) {
    log(`${suite}: running`);
    const { passed, failed } = await runSuite[suite](reports, rest);
    total.passed += passed;
    total.failed += failed;
  }
} catch (error) {
  logError(error);
  total.failed += 1;
} finally {
  await remove();
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** Format, lint, types, unused code and unit tests. @param {string} reports @param {string[]} rest handed to vitest */
async function runCheck(reports, rest) {
  const file = join(reports, "unit.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const exitCode = await run(process.execPath, ["scripts/check.mjs", ...reporters, ...rest]);
  return withExitCode(await readCounts(file, toVitestCounts), exitCode);
}

/** @param {string} reports @param {string[]} rest handed to Playwright */
async function runEndToEnd(reports, rest) {
  const file = join(reports, "e2e.json");
  const browser = await ensureBrowser(log);
  const exitCode = await run(
    "npx",
    ["playwright", "test", "--config", "tests/playwright.config.ts", "--reporter=list,json", ...rest],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...(browser ? { CHROMIUM_PATH: browser } : {}) },
  );
  return withExitCode(await readCounts(file, toPlaywrightCounts), exitCode);
}
