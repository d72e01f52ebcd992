/** Ory Network with Kratos' endpoints relayed: browsers meet Foyer's origin alone, cookies included. */

import { behindGateway } from "../support/network-gateway";
import { createPerson } from "../support/people";
import { makeClient, startAuthorization } from "../support/relying-party";
import { expect, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";
import { authorize } from "../support/walk";

const { stackOptions, getGateway } = behindGateway("relay");

test.use({ stackOptions });

test("Ory Network, relayed: one base URL, forms stay on Foyer's origin, the token travels", async ({
  stack,
}) => {
  const { url, refused } = await getGateway();
  const person = await createPerson(stack);
  const client = await makeClient(stack, {}, undefined, url);
  const agent = new UserAgent();
  const page = await agent.open(`${stack.urls.foyer}/login`);
  const actions = page.forms.map(({ action }) => new URL(action, page.url).origin);
  expect(new Set(actions)).toEqual(new Set([stack.urls.foyer]));
  const { claims } = await authorize(client, { agent, person });
  expect(claims).toMatchObject({ iss: url, sub: person.id, acr: "aal1" });
  expect(refused).toEqual([]);
});

test("Ory Network, relayed: signing out ends the session at Kratos and at Hydra", async ({ stack }) => {
  const { url } = await getGateway();
  const client = await makeClient(stack, {}, undefined, url);
  const person = await createPerson(stack);
  const agent = new UserAgent();
  await authorize(client, { agent, person });
  const confirmation = await agent.open(`${stack.urls.foyer}/logout`);
  await agent.submit(confirmation, "logout-accept");
  expect((await agent.fetch(`${stack.urls.kratosPublic}/sessions/whoami`)).status).toBe(401);
  const { url: silent } = await startAuthorization(client, { prompt: "none" });
  const again = await agent.open(silent, { until: client.redirectUri });
  expect(again.url.searchParams.get("error")).toBe("login_required");
});
