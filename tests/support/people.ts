/** People for tests: each test makes its own, so that no test depends on another's. */

import { randomBytes } from "node:crypto";
import type { Identity } from "@ory/client-fetch";
import { expect, type Page } from "@playwright/test";
import { toForms } from "./html.mjs";
import type { Stack } from "./test";
import { toBody } from "./user-agent.mjs";

const ACCOUNT = /\/(welcome|account)$/;

export interface Person {
  email: string;
  password: string;
  firstName: string;
}

export function newPerson(): Person {
  const id = randomBytes(6).toString("hex");
  return { email: `person-${id}@foyer.example`, password: `Correct-${id}-horse`, firstName: "Ada" };
}

/** A person whose account exists, made by Kratos' admin API. */
export async function createPerson(
  stack: Stack,
  options: { verified?: boolean } = {},
): Promise<Person & { id: string }> {
  const person = newPerson();
  const identity = await stack.createIdentity({
    traits: { email: person.email, name: { first: person.firstName } },
    password: person.password,
    verified: options.verified,
  });
  return { ...person, id: identity.id };
}

/** What Kratos keeps of a person, secrets included, by its admin API. */
export async function readIdentity(stack: Stack, id: string): Promise<Identity> {
  const types = ["password", "oidc", "totp", "lookup_secret", "passkey", "webauthn"];
  const shown = types.map((type) => ["include_credential", type]);
  const answer = await fetch(
    `${stack.urls.kratosAdmin}/admin/identities/${id}?${new URLSearchParams(shown)}`,
  );
  expect(answer.status).toBe(200);
  return answer.json();
}

/** Fills and sends the password form of the login page that is open. */
export async function signInWithPassword(
  page: Page,
  person: Pick<Person, "email" | "password">,
): Promise<void> {
  const form = page.getByTestId("login-flow");
  await form.locator('[name="identifier"]').fill(person.email);
  await form.locator('[name="password"]').fill(person.password);
  await form.locator('button[name="method"][value="password"]').click();
}

/** Signs in on Foyer's own page, and waits for the account page. */
export async function signInByForm(page: Page, person: Pick<Person, "email" | "password">): Promise<void> {
  await page.goto("/login");
  await signInWithPassword(page, person);
  await expect(page).toHaveURL(ACCOUNT);
}

/**
 * A signed-in browser at the account page, for tests that are about something else: the form of the sign-in page is sent with
 * the browser's cookies and headers, but not drawn.
 */
export async function signIn(page: Page, person: Pick<Person, "email" | "password">): Promise<void> {
  const { request } = page;
  const login = await request.get("/login");
  const form = toForms(await login.text()).find(({ testId }) => testId === "login-flow");
  if (!form) throw new Error(`There is no form to sign in with at ${login.url()}.`);
  const body = toBody(form, { fill: { identifier: person.email, password: person.password } });
  body.append("method", "password");
  const answer = await request.post(new URL(form.action, login.url()).href, {
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: new URL(login.url()).origin,
      "sec-fetch-site": "same-origin",
    },
    data: body.toString(),
    maxRedirects: 0,
  });
  await page.goto(new URL(answer.headers().location ?? "", answer.url()).href);
  await expect(page).toHaveURL(ACCOUNT);
}

/** Registers in two steps (profile, then password) on the registration page that is open. */
export async function register(page: Page, person: Person): Promise<void> {
  const form = page.getByTestId("registration-flow");
  await form.locator('[name="traits.email"]').fill(person.email);
  await form.locator('[name="traits.name.first"]').fill(person.firstName);
  await form.locator('button[name="method"][value="profile"]').click();
  await form.locator('[name="password"]').fill(person.password);
  await form.locator('button[name="method"][value="password"]').click();
}

/** What Kratos answers of this browser's session: 200 for one that holds, 401 for none, 403 for one that lacks its second factor. */
export async function readSessionStatus(page: Page, stack: Stack): Promise<number> {
  return (await page.request.get(`${stack.urls.kratosPublic}/sessions/whoami`)).status();
}

/** As an operator does for somebody who lost what they sign in with. */
export async function removeCredential(stack: Stack, id: string, type: string): Promise<void> {
  const address = `${stack.urls.kratosAdmin}/admin/identities/${id}/credentials/${type}`;
  expect((await fetch(address, { method: "DELETE" })).status).toBe(204);
}
