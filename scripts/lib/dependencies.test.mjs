// @ts-check
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { INCLUDING_ALL, isInstalled } from "./dependencies.mjs";

const wanted = {
  packages: {
    "": {},
    "node_modules/next": { version: "16.4.5" },
    "node_modules/other-platform": { version: "1.0.0", optional: true },
  },
};

test("packages are there when npm's record has the same versions; other platforms' may be away", () => {
  expect(isInstalled(wanted, { packages: { "node_modules/next": { version: "16.4.5" } } })).toBe(true);
});

test.each([
  ["no node_modules", {}],
  ["another version", { packages: { "node_modules/next": { version: "16.4.4" } } }],
  ["a package missing", { packages: { "node_modules/other-platform": { version: "1.0.0" } } }],
])("%s means installing", (_case, installed) => {
  expect(isInstalled(wanted, installed)).toBe(false);
});

test("npm installs what builds and tests where NODE_ENV is production, too", () => {
  const env = { ...process.env, NODE_ENV: /** @type {const} */ ("production") };
  const ask = (/** @type {string[]} */ ...args) =>
    execFileSync("npm", ["config", "get", "omit", ...args], { env });
  expect(String(ask()).trim()).toBe("dev");
  expect(String(ask(INCLUDING_ALL)).trim()).toBe("");
});
