/** Planted cookies, and caches that must not keep what is one person's. */

import { PAGES } from "../../lib/pages";
import { COOKIE_COUNT_LIMIT } from "../../lib/web/bounds";
import { expect, test } from "../support/contract";
import type { RawAnswer } from "../support/raw-http";
import { ALICE, BOB } from "../support/stub-kratos";

test("P13: a session cookie that arrives twice is refused, expired, and signs nobody in", async ({
  contract: { kratos, get },
}) => {
  const cookie = `ory_kratos_session=${ALICE}; ory_kratos_session=${BOB}`;
  for (const target of ["/account", "/login", "/login?login_challenge=c", "/self-service/login/browser"]) {
    const answer = await get(target, { headers: { cookie } });
    expect(answer.status, target).toBe(400);
    expect(answer.setCookies).toContain("ory_kratos_session=; Path=/; Max-Age=0");
    expect(answer.setCookies.every((line) => line.startsWith("ory_kratos_session=;"))).toBe(true);
    expect(answer.body).not.toMatch(/alice|bob/);
  }
  expect(kratos.requests).toEqual([]);
});

test("P13: a cookie planted for the page's own directory is expired there too", async ({
  contract: { get },
}) => {
  const cookie = "csrf_token_a=1; csrf_token_a=2";
  const { status, setCookies } = await get("/self-service/login?flow=f", { headers: { cookie } });
  expect(status).toBe(400);
  for (const path of ["/", "/self-service", "/self-service/", "/self-service/login"]) {
    expect(setCookies).toContain(`csrf_token_a=; Path=${path}; Max-Age=0`);
  }
});

test("P13: cookies planted in such number that no page is shown are forgotten", async ({
  contract: { get },
}) => {
  const cookie = Array.from({ length: COOKIE_COUNT_LIMIT + 1 }, (_, index) => `csrf_token_${index}=x`).join(
    "; ",
  );
  for (const target of ["/login", "/self-service/login/browser"]) {
    const { status, headers } = await get(target, { headers: { cookie } });
    expect([status, headers["clear-site-data"]], target).toEqual([431, '"cookies"']);
  }
});

test("P13: Foyer's own cookies twice are refused as well; other names are nobody's business", async ({
  contract: { get },
}) => {
  const twice = (name: string) => get("/login", { headers: { cookie: `${name}=1; ${name}=2` } });
  const own = await twice("__Host-foyer-sid");
  expect(own.status).toBe(400);
  expect(own.setCookies).toEqual(["__Host-foyer-sid=; Path=/; Max-Age=0; Secure"]);
  expect((await twice("theme")).status).toBe(200);
});

/** A cache that keeps all it may, by the address alone: as careless as any in the world. */
function toSharedCache(get: (target: string, person: string) => Promise<RawAnswer>) {
  const kept = new Map<string, RawAnswer>();
  return async (target: string, person: string): Promise<RawAnswer> => {
    const known = kept.get(target);
    if (known) return known;
    const answer = await get(target, person);
    const policy = String(answer.headers["cache-control"] ?? "");
    if (!/no-store|private/.test(policy)) kept.set(target, answer);
    return answer;
  };
}

test("P14: a shared cache never shows one person what is another's", async ({ contract: { get } }) => {
  const cached = toSharedCache((target, person) =>
    get(target, { headers: { cookie: `ory_kratos_session=${person}` } }),
  );
  for (const target of [
    ...Object.keys(PAGES).flatMap((page) => [page, `${page}?_rsc=1abc`, `${page}?x=.png`]),
    "/account/x.css",
    "/account/..%2fassets/foyer.css",
    "/welcome.rsc",
    "/sessions/x.js",
    "/nowhere",
    "/404",
    "/_not-found",
  ]) {
    const first = await cached(target, ALICE);
    const second = await cached(target, BOB);
    expect(first.headers["cache-control"], target).toBe("private, no-store");
    expect(second.body, target).not.toContain("alice");
    expect(second.setCookies.join(), target).not.toContain(ALICE);
  }
});

test("P14: whose page it is, is what the session says", async ({ contract: { get } }) => {
  for (const [person, name] of [
    [ALICE, "alice@foyer.example"],
    [BOB, "bob@foyer.example"],
  ]) {
    const { status, body } = await get("/account", { headers: { cookie: `ory_kratos_session=${person}` } });
    expect([status, body.replaceAll("<wbr/>", "").includes(String(name))]).toEqual([200, true]);
  }
});

test("P14: a request for the framework's own format gets the same document, and no other", async ({
  contract: { get },
}) => {
  const cookie = `ory_kratos_session=${ALICE}`;
  const headers = { cookie, rsc: "1", "next-router-state-tree": "x", "next-router-prefetch": "1" };
  const answer = await get("/account", { headers });
  expect(answer.headers["content-type"]).toContain("text/html");
  expect(answer.headers["cache-control"]).toBe("private, no-store");
  expect(String(answer.headers.vary ?? "")).not.toMatch(/rsc|next-/i);
});

test("P14: a file that is missing is not kept: after an upgrade it may be there", async ({
  contract: { get },
}) => {
  for (const target of [
    "/assets/foyer.AAAAAAAAAA.js",
    "/assets/nope",
    "/_next/static/chunks/nope.js",
    "/nope.svg",
  ]) {
    const answer = await get(target);
    expect([answer.status, answer.headers["cache-control"]], target).toEqual([404, "private, no-store"]);
  }
});
