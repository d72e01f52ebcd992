/**
 * Kratos on a domain of its own beside Foyer: browsers talk to it directly, the relay is off. On one machine two ports
 * stand for two sibling domains: other origins, the same site, cookies shared as with Kratos' `cookies.domain`.
 */

import { createPerson } from "../support/people";
import { makeClient, startAuthorization } from "../support/relying-party";
import { expect, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";
import { authorize, openSignedIn } from "../support/walk";

test.use({
  stackOptions: {
    kratos: ({ kratosPublic }) => ({ serve: { public: { base_url: `${kratosPublic}/` } } }),
    foyerEnv: ({ kratosPublic }) => ({ KRATOS_BROWSER_URL: kratosPublic }),
  },
});

test("sibling domain: a flow starts at Kratos' own endpoint, everything asked for kept", async ({
  stack,
}) => {
  const { foyer, kratosPublic } = stack.urls;
  const query = new URLSearchParams({ return_to: `${foyer}/settings`, aal: "aal2", refresh: "true" });
  const response = await new UserAgent().fetch(`${foyer}/login?${query}`);
  expect(response.status).toBe(303);
  const target = new URL(response.headers.get("location") ?? "");
  expect(target.origin + target.pathname).toBe(`${kratosPublic}/self-service/login/browser`);
  expect(Object.fromEntries(target.searchParams)).toEqual(Object.fromEntries(query));
  for (const kind of ["registration", "recovery", "verification", "settings"]) {
    const other = await new UserAgent().fetch(`${foyer}/${kind}`);
    expect(other.headers.get("location")).toBe(`${kratosPublic}/self-service/${kind}/browser`);
  }
});

test("sibling domain: forms and scripts may lead to Kratos' origin, and nowhere else", async ({ stack }) => {
  const { foyer, kratosPublic } = stack.urls;
  const page = await new UserAgent().open(`${foyer}/login`);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain(`form-action 'self' ${kratosPublic};`);
  expect(policy).toContain(`script-src 'self' ${kratosPublic};`);
  expect(page.forms.every(({ action }) => action.startsWith(`${kratosPublic}/self-service/login`))).toBe(
    true,
  );
  const scripts = [...page.html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, source]) => source);
  expect(scripts.some((source) => source?.startsWith(`${kratosPublic}/.well-known/ory/webauthn.js`))).toBe(
    true,
  );
});

test("sibling domain: the relay is off", async ({ stack }) => {
  const response = await new UserAgent().fetch(`${stack.urls.foyer}/self-service/login/browser`);
  expect(response.status).toBe(404);
});

test("sibling domain: the code flow works to the tokens, and form-action blocks no step of it", async ({
  stack,
}) => {
  const person = await createPerson(stack);
  const client = await makeClient(stack);
  const agent = new UserAgent();
  const { claims } = await authorize(client, { agent, person });
  expect(claims).toMatchObject({ sub: person.id, amr: ["pwd"], acr: "aal1" });
  const again = await authorize(client, { agent, person, parameters: { prompt: "login" } });
  expect(again.claims.sub).toBe(person.id);
});

test("sibling domain: signing out ends the session", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  const account = await agent.open(`${stack.urls.foyer}/account`);
  await agent.click(account, "logout-link");
  expect((await agent.fetch(`${stack.urls.kratosPublic}/sessions/whoami`)).status).toBe(401);
});

test("sibling domain: a second step that somebody lacks ends in a page that helps, or the error", async ({
  stack,
}) => {
  const client = await makeClient(stack);
  const agent = await openSignedIn(stack, await createPerson(stack));
  const { url } = await startAuthorization(client, { acr_values: "aal2" });
  const enrol = await agent.open(url, { until: client.redirectUri });
  expect(enrol.has("enrol-second-factor")).toBe(true);
  const cancelled = await agent.submit(enrol, "cancel", { until: client.redirectUri });
  expect(cancelled.url.searchParams.get("error")).toBe("access_denied");
});
