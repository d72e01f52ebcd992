/** The server in front of the pages: methods, sizes, times, and what of the framework can be reached. */

import { expect, test } from "../support/contract";
import { postForm, sendBytes } from "../support/raw-http";
import { LOGIN_REQUEST } from "../support/stub-hydra";

test("P15: a connection cannot be upgraded, and an absolute-form target leads nowhere", async ({
  contract: { foyer, canary, kratos },
}) => {
  const host = new URL(canary.url).host;
  const upgrade =
    "Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  for (const [target, more] of [
    [`${canary.url}/`, upgrade],
    ["/", upgrade],
    ["/_next/webpack-hmr", upgrade],
    [
      "/login",
      "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
    ],
    [`${canary.url}/`, "Connection: close\r\n"],
  ]) {
    const answer = await sendBytes(foyer.port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`);
    // As if the offer had not been made (RFC 9110 §7.8).
    expect(answer, target).toMatch(/^HTTP\/1\.1 [2-4]\d\d /);
    expect(answer).not.toContain("canary");
  }
  await sendBytes(foyer.port, `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  expect([...canary.requests, ...canary.background]).toEqual([]);
  expect(kratos.requests.filter(({ headers }) => headers.upgrade ?? headers["http2-settings"])).toEqual([]);
});

test("P16: a form of 6 MB is refused with 413 and reaches nobody", async ({
  contract: { foyer, kratos, get },
}) => {
  const body = Buffer.alloc(6 * 1024 * 1024, "a");
  const headers = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
  for (const target of ["/self-service/login?flow=f", "/consent", "/logout", "/csp-report"]) {
    const whole = await get(target, { method: "POST", headers, body });
    expect(whole.status, target).toBe(413);
    const chunked = await get(target, {
      method: "POST",
      headers: { ...headers, "transfer-encoding": "chunked" },
      body,
    });
    expect(chunked.status, `${target} in chunks`).toBe(413);
  }
  expect(kratos.requests).toEqual([]);
  expect((await postForm(foyer.port, "/self-service/login?flow=f", { a: "1" })).status).toBe(303);
});

test("P16: a client that does not finish its headers is cut off with 408", async ({
  contract: { foyer },
}) => {
  const startedAt = performance.now();
  const answer = await sendBytes(foyer.port, "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
  expect(answer).toContain("HTTP/1.1 408");
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});

test("P16: TRACE and every other method but GET, HEAD and POST is refused; nothing is echoed", async ({
  contract: { foyer, kratos },
}) => {
  for (const method of ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "PROPFIND", "SEARCH", "LOCK"]) {
    const answer = await sendBytes(
      foyer.port,
      `${method} /login?canary=1 HTTP/1.1\r\nHost: localhost\r\nX-Echo: canary\r\nConnection: close\r\n\r\n`,
    );
    expect(answer, method).toMatch(/^HTTP\/1\.1 405/);
    expect(answer).toContain("allow: GET, HEAD, POST");
    expect(answer).not.toContain("canary");
  }
  expect(kratos.requests).toEqual([]);
});

test("HEAD is answered like GET, without a body", async ({ contract: { get } }) => {
  for (const target of ["/login", "/account", "/nowhere", "/health/alive"]) {
    const [head, whole] = [await get(target, { method: "HEAD" }), await get(target)];
    expect([head.status, head.body], target).toEqual([whole.status, ""]);
    expect(head.headers["content-security-policy"]).toBe(whole.headers["content-security-policy"]);
  }
});

test("V4: a challenge of 8 KB works, as far as Hydra and back to Kratos", async ({
  contract: { hydra, kratos, get },
}) => {
  const challenge = "c".repeat(8 * 1024);
  const answer = await get(`/login?login_challenge=${challenge}`);
  expect(answer.status).toBe(200);
  expect(hydra.to(LOGIN_REQUEST)[0]?.query.get("login_challenge")).toBe(challenge);
  expect(kratos.to("/self-service/login/browser")[0]?.query.get("return_to")).toContain(challenge);
  for (const line of answer.setCookies)
    expect(line.length, "browsers drop larger cookies").toBeLessThan(4096);
});

test("V4: an address of 64 KB is refused with 431 and nothing of it is echoed", async ({
  contract: { foyer, hydra },
}) => {
  const challenge = "canary".repeat(11_000);
  const answer = await sendBytes(
    foyer.port,
    `GET /login?login_challenge=${challenge} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 431/);
  expect(answer).not.toContain("canary");
  expect(hydra.requests).toEqual([]);
});

test("S4: the image optimiser does not exist", async ({ contract: { canary, get } }) => {
  for (const target of [
    `/_next/image?url=${encodeURIComponent(canary.url)}&w=64&q=75`,
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/_next/image/",
    "/_next/%69mage?url=%2Ficon.svg&w=64&q=75",
    "/_next/Image?url=%2Ficon.svg&w=64&q=75",
  ]) {
    expect((await get(target)).status, target).toBe(404);
  }
  expect([...canary.requests, ...canary.background]).toEqual([]);
});

test("no page of the framework's own can be reached: missing pages are ours, without its script", async ({
  contract: { get },
}) => {
  for (const target of [
    "/404",
    "/404/",
    "/500",
    "/_error",
    "/_not-found",
    "/_not-found/",
    "/%5fnot-found",
    "/_next/data/build/index.json",
    "/_next/webpack-hmr",
    "/_next/",
    "/_next",
    "/__nextjs_original-stack-frame",
    "/nowhere",
    "/%zz",
    "/nowhere.html",
    "/.git/config",
    "/.env",
    "/favicon.ico",
  ]) {
    const { status, body, headers } = await get(target);
    expect(status, target).toBe(404);
    expect(body, target).toContain("There is no such page");
    expect(body, target).not.toContain("/_next/");
    expect(Object.keys(headers).filter((name) => name.startsWith("x-nextjs"))).toEqual([]);
    expect(headers["cache-control"]).toBe("private, no-store");
  }
});

test("the framework's server actions and middleware cannot be addressed", async ({
  contract: { foyer, get },
}) => {
  const headers = {
    "next-action": "7f0000000000000000000000000000000000000000",
    "x-middleware-subrequest": "src/middleware:src/middleware",
    "x-matched-path": "/account",
    "x-invoke-path": "/account",
    "x-now-route-matches": "1=account",
  };
  const answer = await get("/nowhere", { headers });
  expect(answer.status).toBe(404);
  const posted = await postForm(foyer.port, "/nowhere", { "1_$ACTION_ID": "x" }, headers);
  expect(posted.status).toBe(404);
});
