import { beforeAll, expect, it } from "vitest";
import { findTags } from "@/tests/support/html.mjs";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import type { ProblemName } from "./problem-names";

let withPage: typeof import("./with-page").withPage;
let HttpError: typeof import("./http-error").HttpError;

beforeAll(async () => {
  setConsoleEnvironment();
  [{ withPage }, { HttpError }] = await Promise.all([import("./with-page"), import("./http-error")]);
});

it.each<[ProblemName, number, string[]]>([
  ["signed-out", 401, ["/login"]],
  ["duplicate-cookie", 400, ["/login"]],
  ["not-found", 404, ["/account"]],
  // The way on is in the app.
  ["challenge-expired", 410, []],
])("a page's main button leads where its words do: %s", async (name, status, expected) => {
  const response = await withPage("/login", toRequest("/login"), () =>
    Promise.reject(new HttpError(status, name)),
  );
  const links = findTags(await response.text(), "a").map(({ attributes }) => attributes);
  const main = links.filter(({ class: look = "" }) => look.includes("bg-accent "));
  expect(links.length).toBeGreaterThan(1);
  expect(main.map(({ href = "" }) => new URL(href, "https://id.example").pathname)).toEqual(expected);
});
