// @ts-check
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readOperationsTable, toRows } from "./lib/operations-table.mjs";
import { REPOSITORY } from "./lib/run.mjs";
import { toTitles } from "./lib/threat-tests.mjs";

const { rows, said } = await readOperationsTable();
const done = rows.filter(({ test }) => test);

/** @param {string} folder @param {RegExp} name */
async function readAll(folder, name) {
  const files = await readdir(join(REPOSITORY, folder), { recursive: true });
  const texts = files
    .filter((file) => name.test(file))
    .map((file) => readFile(join(REPOSITORY, folder, file), "utf8"));
  return (await Promise.all(texts)).join("\n");
}

it("reads a row with its test, and one without", () => {
  expect(
    toRows("| a | `GET /a` | /b | does (x) (`t.spec.ts`) |\n| c | `PUT /c/{id}` | – | not yet |\n"),
  ).toEqual([
    { operation: "a", request: "GET /a", where: "/b", test: { title: "does (x)", file: "t.spec.ts" } },
    { operation: "c", request: "PUT /c/{id}", where: "–", test: undefined },
  ]);
});

it("lists every operation once, and counts those that have their place", () => {
  expect(new Set(rows.map(({ operation }) => operation)).size).toBe(rows.length);
  expect(said).toEqual({ done: done.length, all: rows.length });
});

it("names operations of the SDK, each by the method that it has", async () => {
  const sdk = await readAll("node_modules/@ory/client-fetch/dist/apis", /^\w+\.d\.ts$/);
  for (const { operation } of rows) expect(sdk, operation).toContain(` ${operation}Raw(`);
});

it.each(done)("$operation is shown by a test that is there", async ({ test }) => {
  const source = await readFile(join(REPOSITORY, test?.file ?? ""), "utf8");
  expect(toTitles(source)).toContain(test?.title);
});

it.each(done.filter(({ where }) => where.includes("/console/")))(
  "$operation is called by the console, and its page is there",
  async ({ operation, where }) => {
    const routes = where.split(", ").filter((part) => part.startsWith("/console/"));
    for (const route of routes) {
      const files = await readdir(join(REPOSITORY, "app", route));
      expect(
        files.some((file) => /^route\.tsx?$/.test(file)),
        route,
      ).toBe(true);
    }
    // What the OpenID client does by itself is called by no name of the SDK's.
    if (routes.some((route) => /\/(sign-in|callback|sign-out)/.test(route))) return;
    expect(await readAll("lib/console", /\.server\.ts$/)).toContain(`.${operation}Raw(`);
  },
);
