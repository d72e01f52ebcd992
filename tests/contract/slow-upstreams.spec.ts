/** Upstreams that answer late or never: nobody waits longer than configured, and nobody else waits with them. */

import { expect, test } from "../support/contract";
import { postForm } from "../support/raw-http";
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

test("P21: as many forms as there are connections wait for slow hooks, and hold up no page", async ({
  contract: { foyer, kratos, get },
}) => {
  const release: (() => void)[] = [];
  kratos.when("/self-service/registration", (_request, response) => {
    release.push(() => response.writeHead(303, { location: `${foyer.url}/account` }).end());
  });
  const forms = Array.from({ length: 64 }, (_, index) =>
    postForm(foyer.port, `/self-service/registration?flow=f-${index}`, { method: "password" }),
  );
  await expect.poll(() => release.length).toBe(64);
  const startedAt = performance.now();
  expect((await get("/login")).status).toBe(200);
  await expect.poll(() => performance.now() - startedAt).toBeGreaterThan(TIMEOUT_MS);
  for (const answer of release) answer();
  const answers = await Promise.all(forms);
  expect(new Set(answers.map(({ status }) => status)), "none was given up like a page").toEqual(
    new Set([303]),
  );
});

test("P21: the same form sent again reaches Kratos once; another browser's is its own", async ({
  contract: { foyer, kratos },
}) => {
  const release: (() => void)[] = [];
  kratos.when("/self-service/registration", (_request, response) => {
    const session = { "set-cookie": `ory_kratos_session=${release.length}; Path=/` };
    release.push(() => response.writeHead(303, { location: `${foyer.url}/account`, ...session }).end());
  });
  const send = (cookie: string) =>
    postForm(foyer.port, "/self-service/registration?flow=f", { method: "password" }, { cookie });
  const [first, again, other] = [send("csrf_token_1=a"), send("csrf_token_1=a"), send("csrf_token_1=b")];
  await expect.poll(() => release.length).toBe(2);
  for (const answer of release) answer();
  const answers = await Promise.all([first, again, other]);
  const sessions = answers.map(({ setCookies }) => setCookies[0]?.split(";")[0]);
  expect(sessions[0]).toBe(sessions[1]);
  expect(sessions[2]).not.toBe(sessions[0]);
  const later = await send("csrf_token_1=a");
  expect(later.setCookies[0]?.split(";")[0], "its answer may still be on its way").toBe(sessions[0]);
});
