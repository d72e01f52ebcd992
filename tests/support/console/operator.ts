/** An operator at the browser: signs in with a second factor, and confirms a dangerous act. */

import { expect, type Page } from "@playwright/test";
import { signInWithPassword } from "../people";
import { enterCode } from "../settings";
import type { Stack, StackOptions } from "../test";

/** The very same object in each file, so that they share one stack a worker. */
export const CONSOLE_STACK: StackOptions = { console: "oidc" };

export type StackConsole = NonNullable<Stack["console"]>;

export function getConsole({ console }: Stack): StackConsole {
  if (!console) throw new Error("This stack has no console: stackOptions.console.");
  return console;
}

/** From the console's sign-in page to the page that was asked for. */
export async function signInToConsole(
  page: Page,
  stack: Stack,
  path = "",
  who: "operator" | "viewer" = "operator",
): Promise<void> {
  const { url } = getConsole(stack);
  await page.goto(url + path);
  await page.getByTestId("console-start").click();
  await authenticate(page, stack, who);
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
}

/** Password and authenticator app, on Foyer's own pages. */
async function authenticate(
  page: Page,
  stack: Stack,
  who: "operator" | "viewer" = "operator",
): Promise<void> {
  const { [who]: account } = getConsole(stack);
  await signInWithPassword(page, account);
  await enterCode(page, account.totpSecret);
}

/** Confirms who they are on the pages that ask an operator who is signed in: the password again, then a code. */
export async function confirmSignIn(page: Page, stack: Stack): Promise<void> {
  const { operator } = getConsole(stack);
  const form = page.getByTestId("login-flow");
  await form.locator('[name="password"]').fill(operator.password);
  await form.locator('button[name="method"][value="password"]').click();
  await enterCode(page, operator.totpSecret);
}
