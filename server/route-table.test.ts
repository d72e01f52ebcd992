import { expect, it } from "vitest";
import { toRouteTable } from "./route-table";

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
