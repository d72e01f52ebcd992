// @ts-check

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "./lib/run.mjs";

/** @param {string[]} args */
const preview = (...args) =>
  spawnSync(process.execPath, [join(REPOSITORY, "scripts", "brand.mjs"), ...args], { encoding: "utf8" });

test("a preview of a brand that is not there names the path that was looked at", () => {
  const { status, stderr } = preview("/no/such/brand");
  expect(status).toBe(1);
  expect(stderr).toContain("There is no /no/such/brand");
});

test("a preview of no brand says how it is called", () => {
  const { status, stderr } = preview();
  expect(status).toBe(1);
  expect(stderr).toContain("Usage: npm run brand -- FILE");
});
