import { expect, it } from "vitest";
import { requireBuildable } from "./buildable-folder.mjs";

it.each(["/home/ada/c#/foyer", "/srv/what?"])("a build says that it cannot be below %s", (folder) => {
  expect(() => requireBuildable(folder)).toThrow(`with # or ? in its name: ${folder}`);
});

it("a build goes on below folders with spaces, percent signs and other letters", () => {
  expect(requireBuildable("/home/ada/50%25 größer & [neu]/foyer")).toBeUndefined();
});
