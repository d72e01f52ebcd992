// @ts-check
// Turns the JSON reports of vitest and Playwright into counts. A skipped or flaky test is a defect: it counts as failed.

import { readFile } from "node:fs/promises";

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * @param {string} file
 * @param {(report: any) => Counts} toCounts
 * @returns {Promise<Counts>} one failure when there is no report
 */
export async function readCounts(file, toCounts) {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? { passed: 0, failed: 1 } : toCounts(JSON.parse(text));
}

/** @param {{ numPassedTests: number, numTotalTests: number, success: boolean }} report @returns {Counts} */
export function toVitestCounts({ numPassedTests, numTotalTests, success }) {
  const failed = numTotalTests - numPassedTests;
  // A file that cannot be loaded fails the run without a failed test.
  return { passed: numPassedTests, failed: success ? failed : Math.max(failed, 1) };
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors?: unknown[] }} report
 * @returns {Counts}
 */
export function toPlaywrightCounts({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}

/**
 * A step that ended badly though its report shows no failure (a linter, a crash) adds one.
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export function withExitCode({ passed, failed }, exitCode) {
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}
