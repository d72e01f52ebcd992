/** The framework's own server and ours give the same answers, so that what is tested here holds where Next runs the routes. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PAGES } from "../../lib/pages";
import { claimFreePorts } from "../../stack/ports.mjs";
import { openProcessGroup } from "../../stack/processes.mjs";
import { answersOk } from "../../stack/wait.mjs";
import { expect, ISSUER, test } from "../support/contract";
import { COOKIE_SECRET } from "../support/foyer";
import { ensureNextBuild, NEXT, NEXT_BUILD_LIMIT_MS } from "../support/next-build";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

interface Sent {
  method: "GET" | "HEAD" | "POST";
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

const PATHS = [
  ...Object.keys(PAGES),
  "/login?flow=none",
  "/login?flow=a&flow=b",
  "/error?error=access_denied&error_description=%3Cb%3E",
  "/consent?consent_challenge=none",
  "/self-service/login",
  "/self-service/unknown",
  "/nowhere/at/all",
  "/health/alive",
  "/health/ready",
  "/metrics",
];

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const JSON_BODY = { "content-type": "application/json" };

const SENT: Sent[] = [
  ...PATHS.map((path) => ({ method: "GET" as const, path })),
  ...["/", "/login", "/error", "/nowhere", "/health/alive"].map((path) => ({
    method: "HEAD" as const,
    path,
  })),
  // Forms without their token, from a browser that says it comes from another site, and ones that are no forms.
  ...Object.keys(PAGES).flatMap((path) => [
    { method: "POST" as const, path, headers: FORM, body: "decision=accept&csrf_token=none" },
    { method: "POST" as const, path, headers: { ...FORM, "sec-fetch-site": "cross-site" }, body: "a=1" },
    { method: "POST" as const, path, headers: JSON_BODY, body: "{}" },
  ]),
  { method: "POST", path: "/language", headers: FORM, body: "locale=en&return_to=%2Flogin" },
  { method: "POST", path: "/csp-report", headers: { "content-type": "application/csp-report" }, body: "{}" },
  { method: "POST", path: "/csp-report", headers: JSON_BODY, body: "x".repeat(300_000) },
  {
    method: "POST",
    path: "/self-service/login?flow=none",
    headers: FORM,
    body: "method=password&password=x",
  },
  {
    method: "POST",
    path: "/self-service/login?flow=none",
    headers: JSON_BODY,
    body: '{"method":"password"}',
  },
  { method: "POST", path: "/self-service/login/api", headers: JSON_BODY, body: "{}" },
  { method: "POST", path: "/self-service/%6cogin?flow=none", headers: FORM, body: "a=1" },
  { method: "POST", path: "/nowhere", headers: FORM, body: "a=1" },
];

/** What differs from one request to the next, or says how an answer travelled. */
const OWN_TO_A_REQUEST = new Set([
  "date",
  "x-request-id",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "vary",
  "set-cookie",
]);

test("every route answers the same with and without the framework's server", async ({
  contract: { foyer, kratos, kratosAdmin, hydra },
}) => {
  test.setTimeout(NEXT_BUILD_LIMIT_MS);
  await ensureNextBuild();
  const { ports, release } = await claimFreePorts((base) => ({
    dir: REPOSITORY,
    pid: process.pid,
    foyer: `http://localhost:${base}`,
  }));
  const group = openProcessGroup({});
  try {
    const url = `http://localhost:${ports.foyer}`;
    await group.start({
      name: "next",
      command: process.execPath,
      args: [NEXT, "start", "-p", String(ports.foyer)],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "production",
        FOYER_PUBLIC_URL: foyer.url,
        KRATOS_PUBLIC_URL: kratos.url,
        KRATOS_ADMIN_URL: kratosAdmin.url,
        HYDRA_ADMIN_URL: hydra.url,
        HYDRA_PUBLIC_URL: ISSUER,
        FOYER_RATE_LIMIT: "false",
        COOKIE_SECRET,
        FOYER_START_CHECKS: "false",
      },
      cwd: REPOSITORY,
      logFile: join(REPOSITORY, "test-results", "next.log"),
      isReady: () => answersOk(`${url}/health/alive`),
    });
    for (const sent of SENT) {
      const what = `${sent.method} ${sent.path} ${sent.body?.slice(0, 40) ?? ""}`;
      const [ours, theirs] = await Promise.all([ask(foyer.url, sent), ask(url, sent)]);
      expect([what, ours.status, ours.html]).toEqual([what, theirs.status, theirs.html]);
      // What an answer leaves out is added by our server alone (lib/web/answer-headers.ts).
      const { "cache-control": cached, ...headers } = theirs.headers;
      expect(ours.headers, what).toMatchObject(
        cached && theirs.status < 400 ? { ...headers, "cache-control": cached } : headers,
      );
    }
  } finally {
    await group.close();
    await release();
  }
});

/** Status, headers that are the same each time, and the document without its tokens and references. */
async function ask(origin: string, { method, path, headers, body }: Sent) {
  const answer = await fetch(origin + path, {
    method,
    redirect: "manual",
    headers: { accept: "text/html", ...headers },
    body,
  });
  const html = await answer.text();
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => !OWN_TO_A_REQUEST.has(name))),
    html: html
      .replace(/(value|href)="[^"]*[\w-]{32,}[^"]*"/g, '$1="…"')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "…"),
  };
}
