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

it.each<[string, string, Parameters<typeof toRequest>[1]]>([
  ["a page", "/sessions?page=2", undefined],
  ["a form", "/account/apps", { method: "POST", headers: { referer: "https://id.example/sessions?page=2" } }],
])("whoever signs in again comes back to %s that their session ended before", async (_, path, init) => {
  const response = await withPage("/sessions", toRequest(path, init), () =>
    Promise.reject(new HttpError(401, "signed-out")),
  );
  const hrefs = findTags(await response.text(), "a").map(({ attributes }) => attributes.href);
  expect(hrefs).toContain("/login?return_to=https%3A%2F%2Fid.example%2Fsessions%3Fpage%3D2");
});

it("whose two sign-ins were removed goes on with the app's request that they came with", async () => {
  const response = await withPage("/login", toRequest("/login?login_challenge=abc"), () =>
    Promise.reject(new HttpError(400, "duplicate-cookie")),
  );
  const hrefs = findTags(await response.text(), "a").map(({ attributes }) => attributes.href);
  expect(hrefs).toContain("/login?login_challenge=abc");
});
