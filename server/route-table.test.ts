import { expect, it } from "vitest";
import { toParams, toRouteTable } from "./route-table";

const find = toRouteTable(
  [
    "/",
    "/login",
    "/account/apps",
    "/[...path]",
    "/assets/[file]",
    "/self-service/[...path]",
    "/assets/known",
  ].map((pattern) => ({ pattern, handlers: {} })),
);

it.each([
  ["/", "/"],
  ["/login", "/login"],
  ["/login/", "/login"],
  ["/account/apps", "/account/apps"],
  ["/assets/a.css", "/assets/[file]"],
  ["/assets/known", "/assets/known"],
  ["/assets/a/b", "/[...path]"],
  ["/assets/", "/[...path]"],
  ["/self-service/login/browser", "/self-service/[...path]"],
  ["/self-service", "/[...path]"],
  ["/Login", "/[...path]"],
  ["/%6cogin", "/[...path]"],
  ["/nowhere", "/[...path]"],
])("%s is answered by %s", (path, pattern) => {
  expect(find(path)?.pattern).toBe(pattern);
});

it("a table without a rest finds nothing where there is nothing", () => {
  expect(toRouteTable([{ pattern: "/a/[b]", handlers: {} }])("/a/b/c")).toBeUndefined();
});

it.each([
  ["/a/[b]", "/a/x%3Ay", { b: "x:y" }],
  ["/a/[b]/[c]", "/a/1/2/", { b: "1", c: "2" }],
  ["/a/[b]/d", "/a/1/d", { b: "1" }],
  ["/a", "/a", {}],
  ["/a/[...rest]", "/a/1/2", {}],
])("the values of %s in %s are %j", (pattern, path, params) => {
  expect(toParams({ pattern, handlers: {} }, path)).toEqual(params);
});
