/** An operator at the browser: signs in with a second factor, and confirms a dangerous act. */

import { type Cookie, expect, type Page } from "@playwright/test";
import { signInWithPassword } from "../people";
import { enterTotpCode } from "../settings";
import type { Stack, StackOptions } from "../test";

/** The very same object in each file, so that they share one stack a worker. */
export const CONSOLE_STACK: StackOptions = { console: "oidc" };

export type StackConsole = NonNullable<Stack["console"]>;

export function getConsole({ console }: Stack): StackConsole {
  if (!console) throw new Error("This stack has no console: stackOptions.console.");
  return console;
}

type Who = "operator" | "viewer";

/** A browser's cookies after a sign-in, and when that was. */
interface SignedIn {
  cookies: Cookie[];
  at: number;
}

/** Much less than what a sign-in must be younger than before a dangerous act. */
const KEPT_MS = 120_000;

/** The last sign-in of each operator at each stack. */
const kept = new WeakMap<Stack, Partial<Record<Who, SignedIn>>>();

/** A page of the console, for tests that are not about signing in: the sign-in before theirs is used, as long as it holds. */
export async function openConsole(page: Page, stack: Stack, path = "", who: Who = "operator"): Promise<void> {
  const signedIn = kept.get(stack)?.[who];
  if (!signedIn || Date.now() - signedIn.at > KEPT_MS) return signInToConsole(page, stack, path, who);
  await page.context().addCookies(signedIn.cookies);
  await page.goto(getConsole(stack).url + path);
  if (await toSignOut(page).isVisible()) return;
  await page.context().clearCookies();
  await signInToConsole(page, stack, path, who);
}

/** From the console's sign-in page to the page that was asked for. */
export async function signInToConsole(
  page: Page,
  stack: Stack,
  path = "",
  who: Who = "operator",
): Promise<void> {
  const { url } = getConsole(stack);
  await page.goto(url + path);
  await page.getByTestId("console-start").click();
  await authenticate(page, stack, who);
  await expect(toSignOut(page)).toBeVisible();
  const cookies = await page.context().cookies();
  kept.set(stack, { ...kept.get(stack), [who]: { cookies, at: Date.now() } });
}

const toSignOut = (page: Page) => page.getByRole("button", { name: "Sign out" });

/** Password and authenticator app, on Foyer's own pages. */
export async function authenticate(page: Page, stack: Stack, who: Who): Promise<void> {
  const { [who]: account } = getConsole(stack);
  await signInWithPassword(page, account);
  await enterTotpCode(page, account.totpSecret);
}

/** Confirms who they are on the pages that ask an operator who is signed in: the password again, then a code. */
export async function confirmSignIn(page: Page, stack: Stack): Promise<void> {
  const { operator } = getConsole(stack);
  const form = page.getByTestId("login-flow");
  await form.locator('[name="password"]').fill(operator.password);
  await form.locator('button[name="method"][value="password"]').click();
  await enterTotpCode(page, operator.totpSecret);
}
