/** Signs in at the upstream provider of the stack, on whose page the browser is. */

import type { Page } from "@playwright/test";
import type { Stack } from "./test";

/** Presses the provider's button on the open page, and fills in the provider's own form. */
export async function signInVia(
  page: Page,
  stack: Stack,
  provider: string,
  who: { email: string; name?: string },
): Promise<void> {
  await openProvider(page, stack, provider);
  await page.getByLabel("Email").fill(who.email);
  if (who.name) await page.getByLabel("Name").fill(who.name);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Presses the provider's button and waits for the provider's page. */
export async function openProvider(page: Page, stack: Stack, provider: string): Promise<void> {
  await page.locator(`[name="provider"][value="${provider}"], [name="link"][value="${provider}"]`).click();
  await page.waitForURL((url) => url.href.startsWith(stack.urls.upstreamIdp));
}
