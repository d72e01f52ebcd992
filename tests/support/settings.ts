/** Sets second factors and other ways in up, on the settings page of a person who is signed in. */

import { expect, type Page } from "@playwright/test";
import { toTotpCode } from "../../stack/console/totp.mjs";

/** As many backup codes as Kratos makes at a time. */
const CODES = 12;

/** Opens the settings page and answers its address, with its flow: the page as it is kept in a tab. */
export async function openSettings(page: Page): Promise<string> {
  await page.goto("/settings");
  const action = await page.getByTestId("settings-password").getAttribute("action");
  return `/settings?flow=${new URL(action ?? "").searchParams.get("flow")}`;
}

/** Sends a new password on the settings page that is open. */
export async function choosePassword(page: Page, password: string): Promise<void> {
  const form = page.getByTestId("settings-password");
  await form.locator('[name="password"]').fill(password);
  await form.locator('button[name="method"][value="password"]').click();
}

/** Sends another family name, which needs no fresh sign-in, on the settings page that is open. */
export async function chooseLastName(page: Page, name: string): Promise<void> {
  const form = page.getByTestId("settings-profile");
  await form.locator('[name="traits.name.last"]').fill(name);
  await form.locator('button[value="profile"]').click();
}

/** Enrols an authenticator app and answers its secret. */
export async function addTotp(page: Page): Promise<string> {
  await page.goto("/settings");
  const form = page.getByTestId("settings-totp");
  const secret = await form.getByTestId("node/text/totp_secret_key/text").innerText();
  await form.locator('[name="totp_code"]').fill(toTotpCode(secret, Date.now()));
  await form.locator('button[name="method"][value="totp"]').click();
  await expect(page.locator('[name="totp_unlink"]')).toBeAttached();
  return secret;
}

/** Generates and confirms backup codes, and answers them. */
export async function addLookupCodes(page: Page): Promise<string[]> {
  await page.goto("/settings");
  await page.locator('[name="lookup_secret_regenerate"]').click();
  const codes = await readLookupCodes(page);
  await page.locator('[name="lookup_secret_confirm"]').click();
  await expect(page.locator('[name="lookup_secret_reveal"]')).toBeVisible();
  return codes;
}

/** The backup codes that the open page shows, once it shows them all. */
export async function readLookupCodes(page: Page): Promise<string[]> {
  const list = page.getByTestId("text-lookup_secret_codes-content").locator("code");
  await expect(list).toHaveCount(CODES);
  return list.allInnerTexts();
}

/** Adds a security key; the page's browser needs an authenticator. */
export async function addSecurityKey(page: Page, name: string): Promise<void> {
  await page.goto("/settings");
  await page.locator('[name="webauthn_register_displayname"]').fill(name);
  await page.locator('[name="webauthn_register_trigger"]').click();
  await expect(page.locator('[name="webauthn_remove"]')).toBeAttached();
}

/** Adds a passkey; the page's browser needs an authenticator. */
export async function addPasskey(page: Page): Promise<void> {
  await page.goto("/settings");
  await page.locator('[name="passkey_register_trigger"]').click();
  await expect(page.locator('[name="passkey_remove"]')).toBeAttached();
}

/** The code that the authenticator app shows at this moment. */
export const codeOf = (secret: string) => toTotpCode(secret, Date.now());

/** Enters the authenticator app's code on the page of a second step. */
export async function enterTotpCode(page: Page, secret: string): Promise<void> {
  await page.locator('[name="totp_code"]').fill(codeOf(secret));
  await page.locator('button[name="method"][value="totp"]').click();
}

/**
 * Presses a button that asks first, and says yes: to the dialog, or without JavaScript in the box that brings it up.
 * @returns the question
 */
export async function pressSure(page: Page, selector: string): Promise<string> {
  const button = page.locator(selector);
  if (await button.isVisible()) {
    const asked = page.waitForEvent("dialog");
    const pressed = button.click();
    const dialog = await asked;
    await dialog.accept();
    await pressed;
    return dialog.message();
  }
  const box = button.locator("xpath=..").getByRole("checkbox");
  await box.check();
  const question = await box.locator("+ label").innerText();
  await button.click();
  return question;
}
