/** Connected apps: what was granted, to whom and when; taking it back ends the tokens; nobody touches another's. */

import { randomUUID } from "node:crypto";
import { createPerson } from "../support/people";
import { makeClient, startAuthorization, type TestClient } from "../support/relying-party";
import { expect, type Stack, test } from "../support/test";
import type { UserAgent } from "../support/user-agent.mjs";
import { authorize, openSignedIn } from "../support/walk";

const OFFLINE = { scope: "openid offline_access email" };

async function connect(stack: Stack, agent: UserAgent, name: string, id?: string) {
  const client = await makeClient(stack, { client_name: name, ...(id && { client_id: id }) });
  const { tokens } = await authorize(client, { agent, parameters: OFFLINE, remember: true });
  return { client, tokens };
}

async function isActive(stack: Stack, token: string | undefined): Promise<boolean> {
  const body = new URLSearchParams({ token: token ?? "" });
  const response = await fetch(`${stack.urls.hydraAdmin}/admin/oauth2/introspect`, { method: "POST", body });
  return (await response.json()).active;
}

async function isAskedAgain(client: TestClient, agent: UserAgent): Promise<boolean> {
  const { url } = await startAuthorization(client, OFFLINE);
  return (await agent.open(url, { until: client.redirectUri })).has("consent");
}

test("A1: revoking one app ends its tokens and its remembered consent, and no other's", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  const notes = await connect(
    stack,
    agent,
    "Notes",
    `${randomUUID()} is too long to be read `.repeat(3).trim(),
  );
  const photos = await connect(stack, agent, "Photos");
  const apps = await agent.open(`${stack.urls.foyer}/account/apps`);
  expect(apps.text).toContain("Notes");
  expect(apps.text).toContain("Keep access while you are away");
  const form = apps.forms.find(({ fields }) => fields.some(([, value]) => value === notes.client.id));
  const done = await agent.post(
    form?.action ? new URL(form.action, apps.url) : apps.url,
    Object.fromEntries(form?.fields ?? []),
    apps,
  );
  expect(done.text).toContain("The app no longer has access.");
  expect(await isActive(stack, notes.tokens.refresh_token)).toBe(false);
  expect(await isActive(stack, photos.tokens.refresh_token)).toBe(true);
  expect(await isAskedAgain(notes.client, agent)).toBe(true);
  expect(await isAskedAgain(photos.client, agent)).toBe(false);
});

test("A1: revoking all ends every app's tokens, of this person alone", async ({ stack }) => {
  const alice = await createPerson(stack);
  const bob = await createPerson(stack);
  const agent = await openSignedIn(stack, alice);
  const mine = await connect(stack, agent, "Mine");
  const bobs = await connect(stack, await openSignedIn(stack, bob), "Bob's");
  const apps = await agent.open(`${stack.urls.foyer}/account/apps`);
  await agent.submit(apps, "revoke-all");
  expect(await isActive(stack, mine.tokens.refresh_token)).toBe(false);
  expect(await isActive(stack, bobs.tokens.refresh_token)).toBe(true);
});

test("A1: an app that only somebody else has connected is a 404, and nothing is revoked", async ({
  stack,
}) => {
  const bob = await openSignedIn(stack, await createPerson(stack));
  const theirs = await connect(stack, bob, "Theirs");
  const agent = await openSignedIn(stack, await createPerson(stack));
  const mine = await connect(stack, agent, "Mine");
  const apps = await agent.open(`${stack.urls.foyer}/account/apps`);
  const send = (clientId: string) => {
    const csrf =
      apps.forms.flatMap(({ fields }) => fields).find(([name]) => name === "csrf_token")?.[1] ?? "";
    return agent.post(apps.url, { csrf_token: csrf, decision: "revoke", client_id: clientId }, apps);
  };
  expect((await send(theirs.client.id)).status).toBe(404);
  expect((await send("")).status).toBe(400);
  for (const { tokens } of [mine, theirs]) expect(await isActive(stack, tokens.refresh_token)).toBe(true);
});

test("an app past its remembered time is not listed: its access still ends with all apps'", async ({
  stack,
}) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  const { tokens } = await connect(stack, agent, "Long ago");
  const page = `${stack.urls.foyer}/account/apps`;
  await expect.poll(async () => (await agent.open(page)).text.includes("Long ago")).toBe(false);
  const apps = await agent.open(page);
  expect(apps.text).toContain("may still have access");
  expect(await isActive(stack, tokens.refresh_token)).toBe(true);
  await agent.submit(apps, "revoke-all");
  expect(await isActive(stack, tokens.refresh_token)).toBe(false);
});

test.use({ stackOptions: { foyerEnv: { REMEMBER_CONSENT_SESSION_FOR_SECONDS: "6" } } });
