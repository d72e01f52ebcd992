/** Where a signed-in person lands, and how they leave. */

import { expect, type Page } from "@playwright/test";

/** The page a person lands on who was going nowhere in particular. */
export async function expectSignedIn(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/(welcome|account)$/);
}

/** Leaves the person at the sign-in page. */
export async function signOut(page: Page): Promise<void> {
  await page.goto("/account");
  await page.getByTestId("logout").getByRole("link").click();
  await expect(page.getByTestId("signed-out")).toBeVisible();
  await page.goto("/login");
}
