/** A console on an origin of its own: each origin has its own pages, and no trick shows the other's (C23). */

import type { OutgoingHttpHeaders } from "node:http";
import { expect, test } from "../../support/console/contract";

const HOST = "ops.localhost:9443";

test.use({ consoleEnv: { CONSOLE_URL: `https://${HOST}/tools/console` } });

const PUBLIC_PAGES = [
  "/login",
  "/registration",
  "/account",
  "/sessions",
  "/consent",
  "/",
  "/metrics",
  "/self-service/login/browser",
];

test("C23: the console answers on its own origin alone, and nothing else answers there", async ({
  contract,
}) => {
  const status = async (path: string, headers: OutgoingHttpHeaders = {}) =>
    (await contract.get(path, { headers })).status;
  expect(await status("/tools/console", { host: HOST })).toBe(401);
  expect(await status("/tools/console/sign-in", { host: HOST.toUpperCase() })).toBe(200);
  for (const page of PUBLIC_PAGES) {
    expect(await status(`/tools${page}`, { host: HOST }), page).toBe(404);
    expect(await status(page, { host: HOST }), page).toBe(404);
  }
  for (const path of ["/console", "/console/sign-in", "/tools/console", "/tools/console/sign-in"])
    expect(await status(path), path).toBe(404);
});

test("C23: no header, port or path leads from everybody's origin into the console", async ({ contract }) => {
  const tricks: OutgoingHttpHeaders[] = [
    { "x-forwarded-host": HOST },
    { forwarded: `host=${HOST}` },
    { "x-original-host": HOST },
    { "x-host": HOST },
    { host: `${HOST}.evil.example` },
    { host: "ops.localhost" },
    { host: "ops.localhost:443" },
    { host: "ops.localhost.:9443" },
    { host: `evil@${HOST}` },
    { host: `${HOST}#` },
    { host: `localhost:${contract.foyer.port}`, ":authority": HOST },
  ];
  const paths = [
    "/console/sign-in",
    "/tools/console/sign-in",
    "/login/../console/sign-in",
    "//console/sign-in",
    "/%2fconsole/sign-in",
    "/console%2fsign-in",
    "/;/console/sign-in",
  ];
  for (const { ":authority": _, ...headers } of tricks)
    for (const path of paths)
      expect((await contract.get(path, { headers })).status, `${JSON.stringify(headers)} ${path}`).toBe(404);
});

test("C23: the console's headers and addresses are its own origin's", async ({ contract }) => {
  const { headers, body } = await contract.get("/tools/console/sign-in", { headers: { host: HOST } });
  expect(headers["content-security-policy"]).toContain("report-uri /tools/csp-report");
  expect(headers["content-security-policy"]).toContain("form-action 'self'");
  expect(headers["strict-transport-security"]).toContain("max-age");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(body).not.toContain(contract.foyer.url);
  const [, stylesheet = ""] = body.match(/<link rel="stylesheet" href="([^"]+)"/) ?? [];
  expect(stylesheet).toMatch(/^\/tools\/assets\/console\./);
  expect((await contract.get(stylesheet, { headers: { host: HOST } })).status).toBe(200);
});

test("P13: a cookie that was planted for the console's own origin is expired there", async ({ contract }) => {
  const cookie = "ory_kratos_session=a; ory_kratos_session=b";
  const { status, setCookies } = await contract.get("/tools/console", { headers: { host: HOST, cookie } });
  expect(status).toBe(400);
  for (const scope of ["/tools;", "/; Domain=ops.localhost;"])
    expect(setCookies).toContain(`ory_kratos_session=; Path=${scope} Max-Age=0`);
});
