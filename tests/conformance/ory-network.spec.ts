/** Ory Network: one base URL for everything, a token on admin calls; a local gateway stands for it. */

import { behindGateway } from "../support/network-gateway";
import { createPerson } from "../support/people";
import { makeClient } from "../support/relying-party";
import { expect, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";
import { authorize, openSignedIn } from "../support/walk";

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
  const nobody = new UserAgent();
  const person = await openSignedIn(stack, await createPerson(stack));
  for (const [agent, path, status] of [
    [nobody, "/login", 200],
    [nobody, "/registration", 200],
    [nobody, "/consent?consent_challenge=x", 404],
    [person, "/account/apps", 200],
    [person, "/settings", 200],
  ] as const) {
    const page = await agent.open(stack.urls.foyer + path);
    expect([page.status, page.url.pathname], path).toEqual([status, path.split("?")[0]]);
    expect(page.html + JSON.stringify([...page.headers]), path).not.toContain(token);
  }
});
