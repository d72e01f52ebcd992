/** The main job by keyboard alone: no mouse, the focus always visible, the order of reading. */

import type { Page } from "@playwright/test";
import { expectAtApp, readAccessToken, startAtApp } from "../support/app";
import { createPerson } from "../support/people";
import { expect, test } from "../support/test";

/** More than any of these pages has. */
const STOPS = 40;

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
  await tabTo(page, '#scope-email[type="checkbox"]');
  await page.keyboard.press("Space");
  await tabTo(page, "#accept");
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

/** Presses Tab until the element has the focus, which must show on every stop of the way. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < STOPS; stop++) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return { isWanted: false, isVisible: true };
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        isWanted: element.matches(wanted),
        isVisible: element === document.body || (outlineStyle !== "none" && outlineWidth !== "0px"),
      };
    }, selector);
    expect(focus.isVisible, "the focus shows").toBe(true);
    if (focus.isWanted) return;
  }
  throw new Error(`Tab never reaches ${selector}.`);
}
