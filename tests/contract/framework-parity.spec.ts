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
  const group = openProcessGroup({ temporaryDir: REPOSITORY });
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
    for (const path of PATHS) {
      const [ours, theirs] = await Promise.all([ask(foyer.url + path), ask(url + path)]);
      expect([path, ours.status, ours.html]).toEqual([path, theirs.status, theirs.html]);
      // What an answer leaves out is added by our server alone (server/answer-headers.ts).
      const { "cache-control": cached, ...headers } = theirs.headers;
      expect(ours.headers, path).toMatchObject(
        theirs.status < 400 ? { ...headers, "cache-control": cached } : headers,
      );
    }
  } finally {
    await group.close();
    await release();
  }
});

/** Status, headers that are the same each time, and the document without its tokens and references. */
async function ask(url: string) {
  const answer = await fetch(url, { redirect: "manual", headers: { accept: "text/html" } });
  const html = await answer.text();
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => !OWN_TO_A_REQUEST.has(name))),
    html: html
      .replace(/(value|href)="[^"]*[\w-]{32,}[^"]*"/g, '$1="…"')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "…"),
  };
}
