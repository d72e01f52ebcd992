// @ts-check
import { expect, test } from "vitest";
import { requireNode } from "./setup.mjs";
import { toTestArguments } from "./test-arguments.mjs";

test("without arguments every suite runs", () => {
  expect(toTestArguments([])).toEqual({ suites: ["check", "e2e"], rest: [] });
});

test("--only runs one suite and hands it the rest", () => {
  expect(toTestArguments(["--only", "e2e", "login", "-g", "x"])).toEqual({
    suites: ["e2e"],
    rest: ["login", "-g", "x"],
  });
});

test.each([[["--only", "nothing"]], [["login"]]])("%j is refused with the usage", (args) => {
  expect(() => toTestArguments(args)).toThrow("Usage");
});

test.each(["18.20.0", "20.19.9"])("Node %s is too old", (version) => {
  expect(() => requireNode(version)).toThrow("Node 20.20");
});

test.each(["20.20.0", "22.1.0"])("Node %s is new enough", (version) => {
  expect(() => requireNode(version)).not.toThrow();
});
