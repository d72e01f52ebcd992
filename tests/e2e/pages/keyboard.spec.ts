/** Journeys by keyboard alone: no mouse, the focus always visible, the order of reading. */

import { expectAtApp, readAccessToken, startAtApp } from "../../support/app";
import { tabTo } from "../../support/keyboard";
import { createPerson, newPerson } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { expect, test } from "../../support/test";

test("sign-in by keyboard alone: a mistake takes the focus to what is wrong, Enter sends", async ({
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
  await expect(page.getByTestId("signed-out")).toBeVisible();
});

test("sign-in, consent and sign-out work by keyboard alone, with a focus that can be seen", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await startAtApp(page, stack);
  await expect(page.getByTestId("login-flow")).toBeVisible();

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeInViewport();
  await tabTo(page, '[name="identifier"]');
  await page.keyboard.type(person.email);
  await tabTo(page, '[name="password"]');
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");

  await expect(page.getByTestId("consent")).toBeVisible();
  await tabTo(page, '[name="grant_scope"][value="email"]');
  await page.keyboard.press("Space");
  await tabTo(page, '[name="consent_action"][value="accept"]');
  await page.keyboard.press("Enter");
  await expectAtApp(page, stack);
  expect((await readAccessToken(page)).scope).not.toContain("email");

  await tabTo(page, "#sign-out");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("logout-confirmation")).toBeVisible();
  await tabTo(page, '[data-testid="logout-accept"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`^${stack.urls.relyingParty}/\\?state=`));
});

test("after an error, Tab goes from the summary through its links to the field", async ({ page }) => {
  await page.goto("/login");
  await page.getByTestId("login-flow").evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
  });
  await tabTo(page, '[name="identifier"]');
  await page.keyboard.type("nobody@foyer.example");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert", { name: "There is a problem" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("login-flow").locator('[name="password"]')).toBeFocused();
});
