/** Every answer is Foyer's own, with its headers: also to what is no request, no page, or none of a page's methods. */

import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "../support/contract";
import { postForm, sendBytes } from "../support/raw-http";

const APP = fileURLToPath(new URL("../../app", import.meta.url));

/** What every answer has, whoever made it. */
const HEADERS = [
  "content-security-policy: default-src 'none'; ",
  "x-content-type-options: nosniff",
  "x-frame-options: DENY",
  "referrer-policy: same-origin",
  "cross-origin-resource-policy: same-origin",
  "cache-control: private, no-store",
];

/** Bytes that are no request, or none that is taken, and the status of the answer. */
const REFUSED: Readonly<Record<string, [bytes: string, status: number]>> = {
  "an expectation that nobody can meet": ["GET /login HTTP/1.1\r\nHost: localhost\r\nExpect: x\r\n\r\n", 417],
  "no host": ["GET /login HTTP/1.1\r\n\r\n", 400],
  "no host, to what watches the process": ["GET /health/alive HTTP/1.1\r\n\r\n", 400],
  "two hosts": ["GET /login HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400],
  "another method": ["TRACE /login HTTP/1.1\r\nHost: localhost\r\n\r\n", 405],
  "another method, and no host": ["TRACE /login HTTP/1.1\r\n\r\n", 405],
  "an address that is too long": [`GET /${"a".repeat(64 * 1024)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431],
  "more headers than are read": [
    `GET /login HTTP/1.1\r\nHost: localhost\r\n${"a: b\r\n".repeat(300)}\r\n`,
    431,
  ],
  "another protocol": ["SSH-2.0-x\r\n\r\n", 400],
  "a header that is none": ["GET /login HTTP/1.1\r\nHost: localhost\r\nx\r\n\r\n", 400],
  "two lengths": [
    "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
    400,
  ],
};

for (const [what, [bytes, status]] of Object.entries(REFUSED)) {
  test(`D3: ${what}: a ${status} with every header, and the connection ends`, async ({
    contract: { foyer, kratos },
  }) => {
    const smuggled = "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    const answer = await sendBytes(foyer.port, bytes + smuggled);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const [head = ""] = answer.toLowerCase().split("\r\n\r\n", 1);
    for (const header of HEADERS) expect(head).toContain(header.toLowerCase());
    expect(head).toContain("connection: close");
    expect(answer.split("HTTP/1.1 ").length, "one answer").toBe(2);
    expect(kratos.requests).toEqual([]);
  });
}

test("D3: HTTP/1.0, which has no host, and 100-continue are answered", async ({ contract: { foyer } }) => {
  const old = await sendBytes(foyer.port, "GET /health/alive HTTP/1.0\r\n\r\n");
  expect(old).toMatch(/^HTTP\/1\.1 200 /);
  const expecting =
    "POST /csp-report HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
  expect(await sendBytes(foyer.port, expecting)).toMatch(/^HTTP\/1\.1 100 [\s\S]*HTTP\/1\.1 204 /);
});

const FRAMEWORK_ADDRESSES = [
  "/_global-error",
  "/_global-error/",
  "/_global-error.rsc",
  "/_global-error.html",
  "/_not-found.rsc",
  "/%5Fglobal-error",
  "/_next/static",
  "/_next/static/nothing.js",
  "/_next/static/chunks/../../login",
  "/_next/static/%2e%2e/server",
  "/404.html",
  "/500.html",
  "/500.rsc",
  "/index",
  "/index.html",
  "/index.rsc",
  "/login.rsc",
  "/login.txt",
  "/login.json",
  "/login.html",
  "/login.prefetch.rsc",
  "/login.segments/_tree.segment.rsc",
  "/login/__PAGE__",
  "/login/route",
  "/(login)",
  "/[...path]",
  "/_page/page",
  "/en/login",
  "/login/",
  "/api/x",
  "/__nextjs_font/x",
  "/sitemap.xml",
  "/manifest.webmanifest",
];

test("D3: no address of the framework's, nor another form of one of ours, answers with its page", async ({
  contract: { get },
}) => {
  for (const target of FRAMEWORK_ADDRESSES) {
    const { status, body, headers } = await get(target);
    // A closing slash is the same page.
    expect(status, target).toBe(target === "/login/" ? 200 : 404);
    expect(headers["content-type"], target).toBe("text/html; charset=utf-8");
    expect(headers["content-security-policy"], target).toContain("form-action 'self'");
    expect(body, target).not.toMatch(/\/_next\/|__next|self\.__/);
  }
});

test("D3: no parameter or header makes a page the framework's", async ({ contract: { get } }) => {
  const queries = [
    "__nextDataReq=1",
    "_rsc=x",
    "__nextLocale=de",
    "__nextDefaultLocale=de",
    "__nextppronly=1",
    "nxtPpath=account",
    "nxtIpath=account",
    "amp=1",
    "__flight__=1",
    "dpl=x",
  ];
  const headers = {
    rsc: "1",
    "next-router-prefetch": "1",
    "next-router-state-tree": "%5B%5D",
    "next-router-segment-prefetch": "/_tree",
    "next-url": "/account",
    "x-nextjs-data": "1",
    "x-nextjs-html-request-id": "x",
    purpose: "prefetch",
    "next-resume": "1",
  };
  for (const query of queries) {
    for (const given of [{}, headers]) {
      const answer = await get(`/login?${query}`, { headers: given });
      expect(answer.status, query).toBe(200);
      expect(answer.headers["content-type"], query).toBe("text/html; charset=utf-8");
      expect(answer.body, query).toContain('data-testid="login-flow"');
      expect(answer.body, query).not.toMatch(/\/_next\/|self\.__/);
    }
  }
});

/** Every address that a route file answers, as somebody would type it. */
async function listAddresses(): Promise<string[]> {
  const files = await readdir(APP, { recursive: true });
  return files
    .filter((file) => /(^|\/)route\.tsx?$/.test(file))
    .map((file) => `/${file.replace(/\/?route\.tsx?$/, "").replace(/\[[^\]]*\]/, "x")}`);
}

test("D3: every route answers every method by a document or in JSON, never by nothing", async ({
  contract: { foyer, get },
}) => {
  const addresses = await listAddresses();
  expect(addresses.length).toBeGreaterThan(20);
  for (const target of addresses) {
    for (const answer of [await get(target), await postForm(foyer.port, target, {})]) {
      expect(answer.headers["content-security-policy"], target).toContain("default-src 'none'");
      // Not ready is what `/health/ready` says of the servers behind, not a fault of its own.
      if (answer.status < 400 || (target === "/health/ready" && answer.status === 503)) continue;
      expect(answer.status, target).toBeLessThan(500);
      expect(answer.body, `${target} ${answer.status}`).toMatch(/<h1|"error":/);
      if (answer.status === 405) expect(answer.headers.allow, target).toMatch(/^(GET, HEAD|POST)$/);
    }
  }
});
