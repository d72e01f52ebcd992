/** Journeys by keyboard alone: sign-in, registration and settings, with the focus seen where it is. */

import { expect, type Page } from "@playwright/test";
import { createPerson, newPerson } from "../support/people";
import { expectSignedIn } from "../support/people-pages";
import { test } from "../support/test";

const MAXIMUM_STEPS = 80;

/** Presses Tab until the focus is on what is meant, and sees that it is visible there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < MAXIMUM_STEPS; step += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!element?.matches(wanted)) return undefined;
      return getComputedStyle(element).outlineStyle;
    }, selector);
    if (!focus) continue;
    expect(focus, selector).toBe("solid");
    await expect(page.locator(":focus"), selector).toBeInViewport();
    return;
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

test("sign-in by keyboard alone: a mistake takes the focus to what is wrong, Enter sends the form", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await page.goto("/login");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await tabTo(page, '[name="identifier"]');
  await page.keyboard.type(person.email);
  await tabTo(page, '[name="password"]');
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").first()).toBeFocused();
  await tabTo(page, '[name="password"]');
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await expectSignedIn(page);
});

test("registration by keyboard alone", async ({ page }) => {
  const person = newPerson();
  await page.goto("/login");
  await tabTo(page, '[data-testid="signup-link"]');
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Create your account");
  await tabTo(page, '[name="traits.email"]');
  await page.keyboard.type(person.email);
  await tabTo(page, '[name="traits.name.first"]');
  await page.keyboard.type(person.firstName);
  await tabTo(page, '[name="traits.newsletter"]');
  await page.keyboard.press("Space");
  await tabTo(page, 'button[name="method"][value="profile"]');
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose how to sign in");
  await tabTo(page, '[name="password"]');
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await expectSignedIn(page);
});

test("settings by keyboard alone: to a section, a change, and out", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await page.goto("/login");
  await tabTo(page, '[name="identifier"]');
  await page.keyboard.type(person.email);
  await tabTo(page, '[name="password"]');
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await expectSignedIn(page);
  await tabTo(page, 'nav a[href$="/settings"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/settings/);
  await tabTo(page, 'a[href="#settings-profile"]');
  await page.keyboard.press("Enter");
  await tabTo(page, '[name="traits.name.last"]');
  await page.keyboard.type("Lovelace");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
  await expect(page.locator('[name="traits.name.last"]')).toHaveValue("Lovelace");
  await tabTo(page, '[data-testid="logout-link"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/login/);
});
