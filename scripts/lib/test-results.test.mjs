// @ts-check
import { expect, test } from "vitest";
import { readCounts, toPlaywrightCounts, toVitestCounts, withExitCode } from "./test-results.mjs";

test("skipped and unfinished unit tests count as failed", () => {
  expect(toVitestCounts({ numPassedTests: 8, numTotalTests: 10, success: true })).toEqual({
    passed: 8,
    failed: 2,
  });
});

test("a unit test file that cannot be loaded counts as a failure", () => {
  expect(toVitestCounts({ numPassedTests: 8, numTotalTests: 8, success: false })).toEqual({
    passed: 8,
    failed: 1,
  });
});

test("flaky and skipped browser tests and errors outside tests count as failed", () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 1 };
  expect(toPlaywrightCounts({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 4 });
});

test("a step that fails without a failed test adds one failure", () => {
  expect(withExitCode({ passed: 3, failed: 0 }, 1)).toEqual({ passed: 3, failed: 1 });
  expect(withExitCode({ passed: 3, failed: 2 }, 1)).toEqual({ passed: 3, failed: 2 });
  expect(withExitCode({ passed: 3, failed: 0 }, 0)).toEqual({ passed: 3, failed: 0 });
});

test("a missing report is a failure", async () => {
  expect(await readCounts("/nowhere/report.json", toVitestCounts)).toEqual({ passed: 0, failed: 1 });
});
