/** Ory Network: one base URL for everything, a token on admin calls; a local gateway stands for it. */

import { behindGateway } from "../support/network-gateway";
import { createPerson } from "../support/people";
import { makeClient } from "../support/relying-party";
import { expect, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";
import { authorize } from "../support/walk";

const { stackOptions, getGateway } = behindGateway("domain");

test.use({ stackOptions });

test("Ory Network: the code flow works with one base URL, and every admin call shows the token", async ({
  stack,
}) => {
  const { url, refused } = await getGateway();
  const person = await createPerson(stack);
  const client = await makeClient(stack, {}, undefined, url);
  const agent = new UserAgent();
  const { claims } = await authorize(client, { agent, person });
  expect(claims).toMatchObject({ iss: url, sub: person.id, acr: "aal1" });
  expect(refused).toEqual([]);
});

test("Ory Network: connected apps and sign out everywhere use the token too", async ({ stack }) => {
  const { url, refused } = await getGateway();
  const person = await createPerson(stack);
  const agent = new UserAgent();
  await authorize(await makeClient(stack, {}, undefined, url), { agent, person });
  const apps = await agent.open(`${stack.urls.foyer}/account/apps`);
  expect(apps.text).toContain("Test app");
  await agent.submit(await agent.open(`${stack.urls.foyer}/sessions`), "sign-out-everywhere");
  expect((await agent.fetch(`${stack.urls.kratosPublic}/sessions/whoami`)).status).toBe(401);
  expect(refused).toEqual([]);
});

test("Ory Network: the token is on no page and in no answer to a browser", async ({ stack }) => {
  const { token } = await getGateway();
  for (const path of ["/login", "/registration", "/account/apps", "/consent?consent_challenge=x"]) {
    const page = await new UserAgent().open(stack.urls.foyer + path);
    expect(page.html + JSON.stringify([...page.headers])).not.toContain(token);
  }
});
