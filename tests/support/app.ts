/** What a person does at the sample relying party, and what it was told about them. */

import { expect, type Page, type Response } from "@playwright/test";
import { type Person, signInWithPassword } from "./people";
import type { Stack } from "./test";

/**
 * Starts an authorization request; `client` chooses the client, all else are request parameters.
 * @returns the answer at the end of its redirects
 */
export async function startAtApp(
  page: Page,
  stack: Stack,
  parameters: Record<string, string> = {},
): Promise<Response | null> {
  return page.goto(`${stack.urls.relyingParty}/login?${new URLSearchParams(parameters)}`);
}

/** Answers the consent page with everything ticked. */
export async function allow(page: Page): Promise<void> {
  await page.getByTestId("consent").getByRole("button", { name: "Allow" }).click();
}

/** Waits until the app knows the person. */
export async function expectAtApp(page: Page, stack: Stack): Promise<void> {
  await expect(page).toHaveURL(`${stack.urls.relyingParty}/`);
  await expect(page.getByTestId("rp-user")).toBeVisible();
}

/** Allows everything the app asks for, and answers what it was then told of the person. */
export async function arriveAtApp(page: Page, stack: Stack): Promise<Record<string, unknown>> {
  await allow(page);
  await expectAtApp(page, stack);
  return readClaims(page);
}

/** From the app to the app: password, consent. */
export async function signInAtApp(
  page: Page,
  stack: Stack,
  person: Pick<Person, "email" | "password">,
  parameters: Record<string, string> = {},
): Promise<void> {
  await startAtApp(page, stack, parameters);
  await signInWithPassword(page, person);
  await allow(page);
  await expectAtApp(page, stack);
}

/** The ID token's claims. */
export function readClaims(page: Page): Promise<Record<string, unknown>> {
  return readJson(page, "rp-claims");
}

/** What introspection says of the access token. */
export function readAccessToken(page: Page): Promise<Record<string, unknown>> {
  return readJson(page, "rp-tokens");
}

/** The OAuth2 error that the app was answered with. */
export function readAppError(page: Page): Promise<Record<string, unknown>> {
  return readJson(page, "rp-error");
}

async function readJson(page: Page, testId: string): Promise<Record<string, unknown>> {
  return JSON.parse(await page.getByTestId(testId).innerText());
}

/** The app forgets the person, Hydra and Kratos do not. */
export async function forgetAtApp(page: Page): Promise<void> {
  await page.locator("#forget").click();
  await expect(page.getByTestId("rp-signed-out")).toBeVisible();
}

/** Waits until the app was told that the person signed out elsewhere (back-channel logout, which takes its time). */
export async function expectToldOfSignOut(page: Page, stack: Stack): Promise<void> {
  await expect
    .poll(async () => {
      await page.goto(stack.urls.relyingParty);
      return page.getByTestId("rp-signed-out").count();
    })
    .toBe(1);
}
