/** Gets back into an account whose password is lost: the code that is mailed, and the new password. */

import { expect, type Page } from "@playwright/test";
import { codeAfter, enterCode } from "./messages";
import type { Stack } from "./test";

/** Mails that recover, told from those that verify an address at the same time. */
const RECOVERY = /recover/i;

/** Fills and sends the recovery page that is open, and answers the code that was mailed. */
export async function askForRecoveryCode(page: Page, stack: Stack, email: string): Promise<string> {
  const form = page.getByTestId("recovery-flow");
  await form.locator('[name="email"]').fill(email);
  return codeAfter(stack, email, () => form.locator('button[name="method"][value="code"]').click(), RECOVERY);
}

/** Both at once: from the open recovery page to the settings that ask for a new password. */
export async function recover(page: Page, stack: Stack, email: string): Promise<void> {
  await enterCode(page, await askForRecoveryCode(page, stack, email));
  await expect(page.getByTestId("settings-password")).toBeVisible();
}
