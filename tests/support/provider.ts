/** Signs in at the upstream provider of the stack, on whose page the browser is. */

import type { Page } from "@playwright/test";
import type { Stack } from "./test";

interface Answer {
  email: string;
  name?: string;
  /** The provider's own word about the address; it vouches for it by default. */
  isVerified?: boolean;
}

/** Presses the provider's button on the open page, and fills in the provider's own form. */
export async function signInVia(page: Page, stack: Stack, provider: string, who: Answer): Promise<void> {
  await openProvider(page, stack, provider);
  await answerProvider(page, who);
}

/** Fills in the provider's own form, which is open. */
export async function answerProvider(page: Page, who: Answer): Promise<void> {
  await page.getByLabel("Email").fill(who.email);
  if (who.name) await page.getByLabel("Name").fill(who.name);
  if (who.isVerified === false) await page.getByLabel("This address is verified").uncheck();
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Lets the provider answer, but keeps the answer from the browser: the address that it would have been sent to. */
export async function catchCallback(page: Page, who: { email: string; name: string }): Promise<string> {
  const form = { ...who, verified: "on", action: "sign-in" };
  const answered = await page.request.post(page.url(), { form, maxRedirects: 0 });
  const back = answered.headers().location ?? "";
  const resumed = await page.request.get(new URL(back, page.url()).href, { maxRedirects: 0 });
  return resumed.headers().location ?? "";
}

/** Presses the provider's button and waits for the provider's page. */
export async function openProvider(page: Page, stack: Stack, provider: string): Promise<void> {
  await page.locator(`[name="provider"][value="${provider}"], [name="link"][value="${provider}"]`).click();
  await page.waitForURL((url) => url.href.startsWith(stack.urls.upstreamIdp));
}
