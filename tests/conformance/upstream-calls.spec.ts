/** What one request costs upstream, and that one decision is made once. */

import { startCountingProxy } from "../../bench/counting-proxy.mjs";
import { createPerson } from "../support/people";
import { makeClient, startAuthorization } from "../support/relying-party";
import { expect, test } from "../support/test";
import { openSignedIn } from "../support/walk";

type Proxy = Awaited<ReturnType<typeof startCountingProxy>>;
let kratos: Proxy;
let hydra: Proxy;

test.use({
  stackOptions: {
    parts: ["kratos", "hydra", "mail", "foyer"],
    foyerEnv: async (urls) => {
      [kratos, hydra] = await Promise.all([
        startCountingProxy(urls.kratosPublic),
        startCountingProxy(urls.hydraAdmin),
      ]);
      return { KRATOS_PUBLIC_URL: kratos.url, HYDRA_ADMIN_URL: hydra.url };
    },
  },
});

test("per request: at most one whoami, one Hydra read, one Hydra write", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  const client = await makeClient(stack);
  const requests = "/admin/oauth2/auth/requests";
  kratos.calls.length = 0;
  hydra.calls.length = 0;
  const take = () => [kratos.calls.splice(0).toSorted(), hydra.calls.splice(0).toSorted()];

  const consent = await agent.open((await startAuthorization(client)).url);
  expect(take()).toEqual([
    ["GET /sessions/whoami", "GET /sessions/whoami"],
    [`GET ${requests}/consent`, `GET ${requests}/login`, `PUT ${requests}/login/accept`],
  ]);
  await agent.submit(consent, "accept", { until: client.redirectUri });
  expect(take()).toEqual([
    ["GET /sessions/whoami"],
    [`GET ${requests}/consent`, `PUT ${requests}/consent/accept`],
  ]);
});

test("O7: two parallel submits of one consent give one accept and the same redirect", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  const client = await makeClient(stack);
  const consent = await agent.open((await startAuthorization(client)).url);
  hydra.calls.length = 0;
  const until = `${stack.urls.hydraPublic}/oauth2/auth`;
  const answers = await Promise.all([1, 2, 3].map(() => agent.submit(consent, "accept", { until })));
  expect(new Set(answers.map(({ url }) => url.href)).size).toBe(1);
  expect(hydra.calls.filter((call) => call.endsWith("/consent/accept"))).toHaveLength(1);
});
