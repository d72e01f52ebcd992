/** The headers of every kind of answer, and what a request cannot change about them. */

import { PAGES, type PagePattern } from "../../lib/pages";
import { expect, test } from "../support/contract";
import { postForm, type RawAnswer } from "../support/raw-http";
import { ALICE } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; " +
  "report-uri /csp-report; report-to csp";

const PLAIN_CSP = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** What every answer has, whoever made it. */
const EVERYWHERE = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const DOCUMENT = {
  ...EVERYWHERE,
  "content-security-policy": CSP,
  "reporting-endpoints": 'csp="/csp-report"',
  "permissions-policy":
    "publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self), " +
    "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "cache-control": "private, no-store",
  "content-type": "text/html; charset=utf-8",
};

const PLAIN = { ...EVERYWHERE, "content-security-policy": PLAIN_CSP };

const SESSION = { cookie: `ory_kratos_session=${ALICE}` };

/** What the pages answer to somebody signed in, where it is not 200; `/` leads on. */
const STATUSES: Partial<Record<PagePattern, number>> = {
  "/": 303,
  "/error": 400,
  "/consent": 400,
  "/consent/switch-account": 405,
  // Hydra asks for the code by its own page; the stub has said nothing of the device flow, so it may have it.
  "/device": 303,
};

for (const [page, { area }] of Object.entries(PAGES)) {
  const status = STATUSES[page as PagePattern] ?? 200;
  test(`H1: ${page} answers ${status} with every header that it needs`, async ({ contract: { get } }) => {
    const answer = await get(page, { headers: SESSION });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(
      status === 303 ? { ...PLAIN, "cache-control": "private, no-store" } : DOCUMENT,
    );
    // The account area is cut off from its openers; what says that a page does not exist is nobody's.
    expect(answer.headers["cross-origin-opener-policy"]).toBe(
      area === "account" && status === 200 ? "same-origin" : undefined,
    );
    expectNothingMore(answer);
  });
}

/** More documents, for somebody who is not signed in. */
const DOCUMENTS = {
  "/login": 200,
  "/login?login_challenge=c": 200,
  "/logout?logout_challenge=c": 200,
  "/error?error=access_denied": 403,
  "/login?flow=a&flow=b": 400,
  "/nowhere": 404,
  "/404": 404,
  "/self-service/nowhere": 404,
};

for (const [target, status] of Object.entries(DOCUMENTS)) {
  test(`H1: ${target} answers ${status} with every header of a document`, async ({ contract: { get } }) => {
    const answer = await get(target);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(DOCUMENT);
    expect(answer.headers["cross-origin-opener-policy"]).toBeUndefined();
    expectNothingMore(answer);
  });
}

test("H1: refusals and faults are documents with the same headers", async ({ contract }) => {
  const { foyer, kratos, get } = contract;
  const answers: RawAnswer[] = [
    await postForm(foyer.port, "/consent", {}, { "sec-fetch-site": "cross-site" }),
  ];
  kratos.when("/self-service/login/browser", json(500, { error: {} }));
  answers.push(await get("/login"));
  kratos.when("/self-service/login/browser", json(429, { error: {} }, { "retry-after": "7" }));
  answers.push(await get("/login"));
  kratos.when("/self-service/login/browser", json(200, "no flow"));
  answers.push(await get("/login"));
  expect(answers.map(({ status }) => status)).toEqual([403, 503, 429, 502]);
  for (const answer of answers) expect(answer.headers).toMatchObject(DOCUMENT);
});

test("H1: redirects, the relay's answers, files and refusals have what fits them", async ({ contract }) => {
  const { get, foyer } = contract;
  const [, stylesheet = ""] = (await get("/login")).body.match(/href="(\/assets\/[^"]+\.css)"/) ?? [];
  const [, script = ""] = (await get("/login")).body.match(/src="(\/assets\/[^"]+\.js)"/) ?? [];
  const answers: readonly [RawAnswer, number, object][] = [
    [await get("/"), 303, { ...PLAIN, "cache-control": "private, no-store" }],
    [await get("/account"), 303, { ...PLAIN, "cache-control": "private, no-store" }],
    [
      await get("/self-service/login/browser"),
      303,
      { "content-security-policy": CSP, "cache-control": "private, no-store" },
    ],
    [await get("/health/alive"), 200, { ...PLAIN, "cache-control": "no-store" }],
    [await get(stylesheet), 200, { ...PLAIN, "cache-control": "public, max-age=31536000, immutable" }],
    [await get(script), 200, { ...PLAIN, "cache-control": "public, max-age=31536000, immutable" }],
    [await get("/icon.svg"), 200, { ...PLAIN, "cache-control": "public, max-age=0" }],
    [await get("/login", { method: "PUT" }), 405, { ...PLAIN, "cache-control": "private, no-store" }],
    [
      await postForm(foyer.port, "/account", {}),
      405,
      { "content-security-policy": CSP, "cache-control": "private, no-store" },
    ],
    [
      await get("/self-service/nowhere", { headers: { accept: "application/json" } }),
      404,
      { ...PLAIN, "cache-control": "private, no-store" },
    ],
    [await postForm(foyer.port, "/csp-report", {}), 204, { ...PLAIN, "cache-control": "private, no-store" }],
  ];
  for (const [answer, status, headers] of answers) {
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ ...EVERYWHERE, ...headers });
    expectNothingMore(answer);
  }
});

function expectNothingMore({ headers }: RawAnswer): void {
  const names = Object.keys(headers);
  expect(
    names.filter((name) => /^(server|x-powered-by|x-nextjs.*|x-middleware.*|etag-.*)$/.test(name)),
  ).toEqual([]);
  expect(names.filter((name) => name.startsWith("access-control-"))).toEqual([]);
}

test("H2: a policy or nonce that a request brings along changes nothing", async ({ contract: { get } }) => {
  const plain = await get("/login");
  const answer = await get("/login", {
    headers: {
      "content-security-policy": "script-src 'unsafe-inline' *",
      "content-security-policy-report-only": "default-src *",
      "x-nonce": "canary-nonce",
      "x-middleware-request-x-nonce": "canary-nonce",
      "x-middleware-override-headers": "content-security-policy",
    },
  });
  expect(answer.headers["content-security-policy"]).toBe(plain.headers["content-security-policy"]);
  expect(answer.body).not.toContain("canary-nonce");
  expect(answer.body).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=/);
});

test("H5: no answer lets another origin read it, whatever it asks for", async ({ contract: { get } }) => {
  for (const target of [
    "/login",
    "/account",
    "/self-service/login/browser",
    "/.well-known/ory/webauthn.js",
    "/health/alive",
    "/icon.svg",
    "/nowhere",
  ]) {
    for (const origin of ["https://evil.example", "null"]) {
      const answer = await get(target, { headers: { ...SESSION, origin, accept: "application/json" } });
      const names = Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"));
      expect(names, `${target} for ${origin}`).toEqual([]);
    }
    const preflight = await get(target, {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(405);
  }
});

test("H5: a cookie of another origin's making is not answered with credentials", async ({ contract }) => {
  contract.kratos.when(
    "/self-service/login/browser",
    json(200, {}, { "access-control-allow-origin": "*", "access-control-allow-credentials": "true" }),
  );
  const answer = await contract.get("/self-service/login/browser", {
    headers: { accept: "application/json" },
  });
  expect(answer.status).toBe(200);
  expectNothingMore(answer);
});

test("H4: no flow or challenge reaches another origin as a Referer", async ({ contract, browser }) => {
  const { foyer, kratos, canary } = contract;
  // Names of the same machine, but another origin to the browser.
  const elsewhere = canary.url.replace("127.0.0.1", "localhost");
  canary.when("/", (_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<title>elsewhere</title>");
  });
  kratos.when("/self-service/login", (_request, response) => {
    response.writeHead(303, { location: `${elsewhere}/` }).end();
  });
  const page = await browser.newPage();
  await page.goto(`${foyer.url}/login?flow=canary-flow`);
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement("a"), { href, textContent: "elsewhere" });
    document.querySelector("main")?.append(link);
  }, `${elsewhere}/?by=link`);
  await page.getByRole("link", { name: "elsewhere" }).click();
  await expect(page).toHaveTitle("elsewhere");

  await page.goto(`${foyer.url}/login?flow=canary-flow`);
  await page.locator('button[name="provider"]').first().click();
  await expect(page).toHaveTitle("elsewhere");
  await page.close();

  const pages = canary.requests.filter(({ path }) => path === "/");
  expect(pages).toHaveLength(2);
  for (const { headers } of canary.requests) {
    expect(`${headers.referer ?? ""}${headers.origin ?? ""}`).not.toMatch(/canary|flow/);
  }
});
