/** A challenge has one form. Hydra's decoder takes others for the same; nothing here does (threat O23). */

import { createPerson } from "../support/people";
import {
  finishAuthorization,
  makeClient,
  startAuthorization,
  type TestClient,
} from "../support/relying-party";
import { expect, type Stack, test } from "../support/test";
import { type LoadedPage, UserAgent } from "../support/user-agent.mjs";
import { openSignedIn } from "../support/walk";

const UNKNOWN = "We do not know this request";
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The same bytes, spelled otherwise: the last character's unused bits, no padding, more of it, another alphabet. */
function toOtherForms(challenge: string): string[] {
  const body = challenge.replace(/=+$/, "");
  const last = ALPHABET.charAt(ALPHABET.indexOf(body.slice(-1)) + 1);
  const loose = `${body.slice(0, -1)}${last}${"=".repeat(challenge.length - body.length)}`;
  return [loose, body, `${challenge}=`, ` ${challenge}`, challenge.replace(/[-_]/, "+")];
}

/** Asks again until the challenge has padding: without it, there are no unused bits. */
async function openPadded(
  agent: UserAgent,
  client: TestClient,
  parameter: string,
): Promise<{
  page: LoadedPage;
  challenge: string;
  authorization: Awaited<ReturnType<typeof startAuthorization>>;
}> {
  for (let length = 1; length < 40; length++) {
    const authorization = await startAuthorization(client, { nonce: "n".repeat(length + 8) });
    const page = await agent.open(authorization.url);
    const challenge = page.url.searchParams.get(parameter) ?? "";
    if (challenge.endsWith("=")) return { page, challenge, authorization };
  }
  throw new Error(`No ${parameter} was padded`);
}

/** What Hydra says of a challenge in this form. */
async function askHydra(stack: Stack, kind: "login" | "consent", challenge: string): Promise<number> {
  const query = new URLSearchParams({ [`${kind}_challenge`]: challenge });
  return (await fetch(`${stack.urls.hydraAdmin}/admin/oauth2/auth/requests/${kind}?${query}`)).status;
}

async function expectUnknown(
  agent: UserAgent,
  address: string,
  parameter: string,
  form: string,
): Promise<void> {
  const page = await agent.open(`${address}?${new URLSearchParams({ [parameter]: form })}`);
  expect([page.status, page.text.includes(UNKNOWN)], JSON.stringify(form)).toEqual([404, true]);
}

test("O23: a login challenge in another form is unknown, on its pages and in their forms", async ({
  stack,
}) => {
  const agent = new UserAgent();
  const { page, challenge } = await openPadded(agent, await makeClient(stack), "login_challenge");
  const csrf_token = toToken(page);
  const forms = toOtherForms(challenge);
  expect(await askHydra(stack, "login", forms[0] ?? ""), "Hydra takes it").toBe(200);
  for (const form of forms) {
    for (const path of ["login", "registration"])
      await expectUnknown(agent, `${stack.urls.foyer}/${path}`, "login_challenge", form);
  }
  for (const form of [...forms, `${challenge}\n`, `${challenge}\r\n`]) {
    for (const path of ["login", "registration"]) {
      const fields = { login_challenge: form, csrf_token, decision: "cancel" };
      const answer = await agent.post(`${stack.urls.foyer}/${path}`, fields, page);
      expect(answer.status, JSON.stringify(form)).toBe(404);
    }
  }
  expect((await agent.open(page.url)).has("login-flow")).toBe(true);
});

test("O23: a consent challenge in another form is unknown, and its own answer is the only one", async ({
  stack,
}) => {
  const client = await makeClient(stack);
  const agent = await openSignedIn(stack, await createPerson(stack));
  const { page, challenge, authorization } = await openPadded(agent, client, "consent_challenge");
  const forms = toOtherForms(challenge);
  expect(await askHydra(stack, "consent", forms[0] ?? ""), "Hydra takes it").toBe(200);
  const fields = { csrf_token: toToken(page), grant_scope: "openid", consent_action: "accept" };
  for (const form of [...forms, `${challenge}\n`]) {
    for (const path of ["consent", "consent/switch-account"]) {
      const posted = { ...fields, consent_challenge: form };
      const answer = await agent.post(`${stack.urls.foyer}/${path}`, posted, page);
      expect(answer.status, JSON.stringify(form)).toBe(404);
    }
    if (!form.includes("\n"))
      await expectUnknown(agent, `${stack.urls.foyer}/consent`, "consent_challenge", form);
  }
  const done = await agent.submit(page, "accept", { until: client.redirectUri });
  expect((await finishAuthorization(authorization, done.url)).id_token).toBeTruthy();
});

test("O23: a logout challenge in another form is unknown", async ({ stack }) => {
  const client = await makeClient(stack);
  const agent = await openSignedIn(stack, await createPerson(stack));
  const consent = await agent.open((await startAuthorization(client)).url);
  await agent.submit(consent, "accept", { until: client.redirectUri });
  const asked = await agent.open(`${stack.urls.hydraPublic}/oauth2/sessions/logout`);
  const challenge = asked.url.searchParams.get("logout_challenge") ?? "";
  expect(challenge).toMatch(/^[0-9a-f-]{36}$/);
  for (const form of [challenge.toUpperCase(), `${challenge} `, `{${challenge}}`]) {
    await expectUnknown(agent, `${stack.urls.foyer}/logout`, "logout_challenge", form);
    const fields = { logout_challenge: form, csrf_token: toToken(asked), decision: "accept" };
    expect((await agent.post(`${stack.urls.foyer}/logout`, fields, asked)).status).toBe(404);
  }
  expect((await agent.open(asked.url)).has("logout-confirmation")).toBe(true);
});

function toToken(page: LoadedPage): string {
  const fields = page.forms.flatMap((form) => form.fields);
  return fields.find(([name]) => name === "csrf_token")?.[1] ?? "";
}
