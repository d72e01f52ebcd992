// @ts-check
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { COOKIE_COUNT_LIMIT, toOwnCookies } from "./own-cookies.mjs";

/** @param {string} path */
const read = (path) => readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

it("D1: of a Cookie header, what Foyer and Kratos have set is left, in order, twice where it came twice", () => {
  const header =
    "theme=dark; ory_kratos_session=a=b;csrf_token_x=1; __Host-foyer-sid=s; =x; ; ory_session_p=2; csrf_token_x=3; x_csrf_token_=4";
  expect(toOwnCookies(header, undefined)).toEqual([
    "ory_kratos_session=a=b",
    "csrf_token_x=1",
    "__Host-foyer-sid=s",
    "ory_session_p=2",
    "csrf_token_x=3",
  ]);
  expect(toOwnCookies("sid=1; other=2", "sid")).toEqual(["sid=1"]);
  expect([toOwnCookies(undefined, undefined), toOwnCookies("=x; ory_kratos_session", "")]).toEqual([[], []]);
});

it("D1: the server in front knows the same cookies, and the same limits, as the routes behind it", async () => {
  const [cookies, bounds] = [await read("lib/http/cookies.ts"), await read("lib/http/bounds.ts")];
  const prefixes = [
    ...(cookies.match(/OWN_COOKIE_PREFIX = "([^"]+)"/)?.slice(1) ?? []),
    ...(cookies.match(/KRATOS_COOKIE_PREFIXES = \[([^\]]+)\]/)?.[1]?.match(/\w+/g) ?? []),
  ];
  expect(prefixes).toHaveLength(4);
  for (const prefix of prefixes) expect(toOwnCookies(`${prefix}x=1`, undefined), prefix).toHaveLength(1);
  expect(bounds).toContain(`COOKIE_COUNT_LIMIT = ${COOKIE_COUNT_LIMIT};`);
  const { PARAMETER_COUNT_LIMIT } = await import("./refusals.mjs");
  expect(bounds).toContain(`PARAMETER_COUNT_LIMIT = ${PARAMETER_COUNT_LIMIT};`);
});
