/** A request costs no more than in proportion to its size, whatever it is made of; more than any browser sends is refused. */

import { COOKIE_COUNT_LIMIT } from "../../lib/web/bounds";
import { expect, test } from "../support/contract";
import { type Asked, measureDelay, measureRequest } from "../support/processor-time";
import { fetchRaw, postForm } from "../support/raw-http";

test.use({ foyerEnv: { FOYER_METRICS: "true", FOYER_TRUSTED_PROXY_HOPS: "1" } });

// Processor time is measured over many requests.
test.setTimeout(180_000);

/** A request head of 32 kB is the largest that is read. */
const LARGE_BYTES = 26_000;
const GROWTH = 4;

/** Linear work takes four times as long, its square sixteen times; what every request costs is in both. */
const LIMIT = 8;
const FLOOR_MS = 10;

const fill = (bytes: number, make: (index: number) => string): string => {
  let text = "";
  for (let index = 0; text.length < bytes; index++) text += make(index);
  return text.slice(0, bytes);
};
const query =
  (make: (index: number) => string) =>
  (bytes: number): Asked => [`/health/alive?${fill(bytes, make)}`];
const path =
  (prefix: string, make: (index: number) => string) =>
  (bytes: number): Asked => [prefix + fill(bytes, make)];
const header =
  (name: string, make: (index: number) => string, target = "/login") =>
  (bytes: number): Asked => [target, { headers: { [name]: fill(bytes, make) } }];
const post =
  (target: string, type: string, make: (index: number) => string, times = 30) =>
  (bytes: number): Asked => {
    const headers = { "content-type": type, "sec-fetch-site": "same-origin", accept: "application/json" };
    return [target, { method: "POST", headers, body: fill(bytes * times, make) }];
  };

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";

/** Looks like a seal as far as a key is derived for it. */
const BOGUS_SEAL = "Fe26.2**a*b*c*9999999999999*d*e";

const SHAPES: Readonly<Record<string, (bytes: number) => Asked>> = {
  "one parameter, many times": query(() => "a&"),
  "one parameter with values": query(() => "a=1&"),
  "many parameters": query((index) => `k${index}=v&`),
  "parameters of the framework's": query((index) => `nxtP${index}=v&`),
  "escapes in a parameter": query(() => "%41"),
  "separators in a parameter": query(() => "=?;+["),
  "a path of many segments": path("/x", () => "/a"),
  "a path of escapes": path("/x", () => "/%20"),
  "a path of patterns": path("/x", () => "/:a"),
  "a path among static files": path("/_next/static/x", () => "/a"),
  "a path among assets": path("/assets/x", () => "/a"),
  "cookies of other sites": header("cookie", (index) => `c${index}=v; `),
  "quoted cookies of other sites": header("cookie", (index) => `c${index}="%41"; `),
  "cookies without a name": header("cookie", () => "=;"),
  "cookies like Kratos'": header("cookie", (index) => `csrf_token_${index}=v; `),
  "pending sign-ins": header(
    "cookie",
    (index) => `__Host-foyer-login-${index}=${BOGUS_SEAL}; `,
    "/verification",
  ),
  "kept sign-ins": header("cookie", (index) => `__Host-foyer-sid-${index}=${BOGUS_SEAL}; `, "/logout"),
  "one long seal": header(
    "cookie",
    (index) => (index === 0 ? `__Host-foyer-sid-0=${BOGUS_SEAL}` : "e"),
    "/logout",
  ),
  languages: header("accept-language", () => "xx;q=0.1,"),
  encodings: header("accept-encoding", (index) => `x${index};q=0.1,`),
  types: header("accept", () => "text/html,"),
  "addresses of proxies": header("x-forwarded-for", () => "10.0.0.1,"),
  "a user agent": header("user-agent", () => "Version/1"),
  ranges: header("range", (index) => (index === 0 ? "bytes=" : "0-1,"), "/icon.svg"),
  "entity tags": header("if-none-match", () => '"a",', "/icon.svg"),
  "many headers": (bytes) => [
    "/login",
    {
      headers: Object.fromEntries(
        Array.from({ length: bytes / 110 }, (_, index) => [`x-h${index}`, "v".repeat(100)]),
      ),
    },
  ],
  "fields of a form of ours": post("/logout", FORM, () => "a&"),
  "fields of a form for Kratos": post("/self-service/login?flow=f", FORM, () => "a&"),
  "JSON for Kratos": post("/self-service/login?flow=f", JSON_TYPE, () => "["),
  "reports of policy violations": post("/csp-report", JSON_TYPE, (index) =>
    index === 0 ? "[0" : ',{"type":"csp-violation","body":{}}',
  ),
};

for (const [what, toRequest] of Object.entries(SHAPES)) {
  test(`D1: ${what}: four times as long, and no more work than that`, async ({ contract: { foyer } }) => {
    const large = await measureRequest(foyer.port, toRequest(LARGE_BYTES));
    const small = await measureRequest(foyer.port, toRequest(LARGE_BYTES / GROWTH));
    expect(large, `${small.toFixed(1)} ms, then ${large.toFixed(1)} ms`).toBeLessThan(
      LIMIT * small + FLOOR_MS,
    );
  });
}

test("D1: while a dozen requests are as large as they may be, others are answered", async ({
  contract: { foyer },
}) => {
  const dozen = (target: string): Asked[] => Array.from({ length: 12 }, () => [target]);
  await measureDelay(foyer.port, dozen("/login"));
  for (const toRequest of Object.values(SHAPES)) {
    const request = toRequest(LARGE_BYTES);
    const attacked = await measureDelay(
      foyer.port,
      Array.from({ length: 12 }, () => request),
    );
    const usual = await measureDelay(foyer.port, dozen("/login"));
    expect(attacked, `${request[0].slice(0, 60)}: ${attacked} ms, ${usual} ms by ordinary ones`).toBeLessThan(
      LIMIT * usual + 250,
    );
  }
});

test("D1: more than 100 parameters are refused on every path, by a document", async ({
  contract: { foyer, get },
}) => {
  for (const target of [
    "/health/alive",
    "/login",
    "/assets/x.css",
    "/self-service/login/browser",
    "/nowhere",
  ]) {
    const most = await get(`${target}?${fill(198, () => "a&")}b`);
    expect(most.status, `${target} with 100`).not.toBe(400);
    const answer = await get(`${target}?${fill(200, () => "a&")}b`);
    expect([answer.status, answer.headers["content-type"]], target).toEqual([
      400,
      "text/html; charset=utf-8",
    ]);
    expect(answer.body).toContain("This page cannot be shown");
  }
  expect((await postForm(foyer.port, `/consent?${fill(200, () => "a&")}b`, {})).status).toBe(400);
});

test("D1: a query of 24 kB is read, a longer one and a path of a kilobyte are not", async ({
  contract: { get },
}) => {
  expect((await get(`/health/alive?${"a".repeat(24 * 1024)}`)).status).toBe(200);
  expect((await get(`/health/alive?${"a".repeat(24 * 1024 + 1)}`)).status).toBe(414);
  expect((await get(`/${"a".repeat(1024)}`)).status).toBe(404);
});

test("D1: cookies of other sites are not looked at, and more of ours than there are is a 431", async ({
  contract: { foyer, get, kratos },
}) => {
  const cookies = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => `${name}${index}=v`).join("; ");
  const many = await get("/login", {
    headers: { cookie: `${cookies(1500, "c")}; ${cookies(COOKIE_COUNT_LIMIT, "csrf_token_")}` },
  });
  expect(many.status).toBe(200);
  expect(kratos.to("/self-service/login/browser")[0]?.headers.cookie).toBe(
    cookies(COOKIE_COUNT_LIMIT, "csrf_token_"),
  );
  for (const name of ["csrf_token_", "__Host-foyer-login-"]) {
    const answer = await get("/login", { headers: { cookie: cookies(COOKIE_COUNT_LIMIT + 1, name) } });
    expect(answer.status).toBe(431);
    expect(answer.body).toContain("too many cookies");
  }
  expect(
    (
      await fetchRaw(foyer.port, "/health/alive", {
        headers: { cookie: cookies(COOKIE_COUNT_LIMIT + 1, "csrf_token_") },
      })
    ).status,
    "what watches the process looks at no cookie",
  ).toBe(200);
});
