/** Upstreams that answer late or never: nobody waits longer than configured, and nobody else waits with them. */

import { expect, test } from "../support/contract";
import { json } from "../support/stub-upstream";

const FLOW = "/self-service/login/browser";

/** Foyer's own default is 4 s (lib/config/config.test.ts); the machines that run this are busy. */
const TIMEOUT_MS = 1500;

test.use({ foyerEnv: { FOYER_UPSTREAM_TIMEOUT_MS: String(TIMEOUT_MS) } });

test("a server that never answers is given up in time, and others are served meanwhile", async ({
  contract: { kratos, get },
}) => {
  kratos.when(FLOW, () => {});
  let isWaiting = true;
  const waiting = Promise.all(Array.from({ length: 80 }, () => get("/login"))).finally(() => {
    isWaiting = false;
  });
  expect((await get("/health/alive")).status).toBe(200);
  expect(isWaiting, "health does not wait for Kratos").toBe(true);
  const pages = await waiting;
  expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([503]));
  expect(kratos.to(FLOW).length, "not tried again").toBeLessThanOrEqual(80);
});

test("a server that fails late is not waited for twice as long", async ({ contract: { kratos, get } }) => {
  const delay = TIMEOUT_MS * 0.7;
  kratos.when(FLOW, (request, response) => {
    const timer = setTimeout(() => void json(500, {})(request, response), delay);
    response.on("close", () => clearTimeout(timer));
  });
  const startedAt = performance.now();
  expect((await get("/login")).status).toBe(503);
  expect(kratos.to(FLOW)).toHaveLength(2);
  expect(performance.now() - startedAt).toBeLessThan(delay * 2);
});
