// @ts-check
import { expect, test } from "vitest";
import { isInstalled } from "./dependencies.mjs";

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
