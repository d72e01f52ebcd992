/** A client that hangs up is nobody's fault: no fault is counted, and nothing in the log rings an alert. */

import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { PAGES } from "../../lib/pages";
import { expect, test } from "../support/contract";
import { fetchRaw } from "../support/raw-http";
import { toFlow } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

test.use({ foyerEnv: { FOYER_METRICS: "true", FOYER_TRUSTED_PROXY_HOPS: "1" } });

const POSTS = [
  "/self-service/login?flow=f",
  "/self-service/methods/oidc/callback/acme",
  ...Object.entries(PAGES).flatMap(([page, { takes }]) => (takes.includes("POST") ? [page] : [])),
  "/csp-report",
];

/** Sends what there is of a request, waits until somebody has heard of it, and hangs up. */
async function hangUp(port: number, bytes: string, isHeard: () => Promise<boolean> | boolean): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(bytes);
  while (!(await isHeard())) await delay(5);
  socket.resetAndDestroy();
}

const readMetrics = async (port: number) => (await fetchRaw(port, "/metrics")).body;

test("D2: a client that hangs up in the middle of its body is no fault, and nobody's alarm", async ({
  contract: { foyer, kratos },
}) => {
  const count = async (status: string) => {
    const lines = (await readMetrics(foyer.port)).match(
      new RegExp(`^foyer_http_requests_total\\{.*method="POST",status="${status}"\\} .*$`, "gm"),
    );
    return (lines ?? []).reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
  };
  const before = await count("499");
  for (const encoding of ["Content-Length: 100", "Transfer-Encoding: chunked"]) {
    for (const target of POSTS) {
      const head = `POST ${target} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n`;
      const type = "Content-Type: application/x-www-form-urlencoded\r\n";
      const body = encoding.startsWith("T") ? "5\r\na=1&b\r\n" : "a=1&b";
      const known = await count("499");
      // What was read is only seen by its end: the head and a piece of the body arrive in one packet.
      await hangUp(foyer.port, `${head}${type}${encoding}\r\n\r\n${body}`, () => true);
      await expect.poll(() => count("499"), { message: target }).toBe(known + 1);
    }
  }
  expect(await count("499")).toBe(before + 2 * POSTS.length);
  expect(await readMetrics(foyer.port)).not.toMatch(/foyer_http_requests_total\{[^}]*status="5/);
  await expectNoAlarm(foyer);
  expect(kratos.requests).toEqual([]);
});

test("D2: a client that does not wait for its answer is no fault either", async ({
  contract: { foyer, kratos },
}) => {
  let leave = () => {};
  const isGone = new Promise<void>((resolve) => {
    leave = resolve;
  });
  let asked = 0;
  kratos.when("/self-service/login/browser", async (request, response) => {
    asked += 1;
    await isGone;
    await json(200, toFlow("login", foyer.url))(request, response);
  });
  await hangUp(foyer.port, "GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n", () => asked > 0);
  leave();
  await expect.poll(foyer.log).toContain('"route":"/login"');
  await expectNoAlarm(foyer);
});

async function expectNoAlarm(foyer: { log(): Promise<string> }): Promise<void> {
  const lines = (await foyer.log()).split("\n").filter(Boolean);
  expect(
    lines.filter((line) => /"level":"(error|fatal)"/.test(line) || /^\s*(Error|at )/.test(line)),
  ).toEqual([]);
}
