/** Two tabs of one browser, of which one changes who is signed in, or ends what the other still shows. */

import type { Page } from "@playwright/test";
import { codeAfter } from "../../support/messages";
import { createPerson, type Person, signIn } from "../../support/people";
import { signOut } from "../../support/people-pages";
import { withAndWithoutScript } from "../../support/script";
import { expect, type Stack, test } from "../../support/test";

/** A tab at that page of the first person's, after another tab signed somebody else in. */
async function openStale(page: Page, stack: Stack, path: string): Promise<{ first: Person; second: Person }> {
  const [first, second] = [await createPerson(stack), await createPerson(stack)];
  await signIn(page, first);
  await page.goto(path);
  const other = await page.context().newPage();
  await signOut(other);
  await signIn(other, second);
  await other.close();
  return { first, second };
}

withAndWithoutScript(() => {
  test("A1: settings that another account's tab still shows are saved in neither account", async ({
    page,
    stack,
  }) => {
    const { second } = await openStale(page, stack, "/settings");
    await page.locator('[name="traits.name.first"]').fill("Changed");
    await page.locator('[name="method"][value="profile"]').click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This belongs to another account");
    await page.goto("/settings");
    await expect(page.locator('[name="traits.name.first"]')).not.toHaveValue("Changed");
    await expect(page.locator('[name="traits.email"]')).toHaveValue(second.email);
  });

  for (const [path, fold, button] of [
    ["/sessions", "Sign out everywhere", "sign-out-everywhere"],
    ["/account/apps", "Remove the access of all apps", "revoke-all"],
  ] as const)
    test(`A1: what ${path} of another account's tab asks for is done to nobody`, async ({ page, stack }) => {
      const { second } = await openStale(page, stack, path);
      await page.locator("summary", { hasText: fold }).last().click();
      await page.getByTestId(button).click();
      await expect(page.getByTestId("problem")).toContainText("signed in or out in another tab");
      await page.goto("/account");
      await expect(page.locator("main")).toContainText(second.email);
    });

  test("a sign-out in another tab is told of by what the account's lists ask for", async ({
    page,
    stack,
  }) => {
    for (const [path, button] of [
      ["/sessions", "sign-out-everywhere"],
      ["/account/apps", "revoke-all"],
    ] as const) {
      await signIn(page, await createPerson(stack));
      await page.goto(path);
      await page
        .locator("details", { has: page.getByTestId(button) })
        .locator("summary")
        .click();
      const other = await page.context().newPage();
      await signOut(other);
      await other.close();
      await page.getByTestId(button).click();
      await expect(page.getByTestId("problem")).toContainText("so nothing was changed");
      await expect(page.getByRole("link", { name: "Go to sign in" })).toBeVisible();
    }
  });

  test("a code that was entered in one tab says in the other what to do, reloaded too", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    for (const [kind, after, words] of [
      ["recovery", "settings", "you may have signed in in another tab"],
      ["verification", "verification", "Tell us the address to verify"],
    ] as const) {
      await page.goto(`/${kind}`);
      const code = await codeAfter(stack, person.email, async () => {
        await page.getByTestId(`${kind}-flow`).locator('[name="email"]').fill(person.email);
        await page.locator('button[name="method"][value="code"]').first().click();
      });
      const other = await page.context().newPage();
      await other.goto(page.url());
      for (const tab of [other, page]) {
        await tab.locator('input[name="code"]').fill(code);
        await tab.locator('button[value="code"]').first().click();
      }
      await expect(other).toHaveURL(new RegExp(`/${after}`));
      await expect(page.locator("main")).toContainText(words);
      await page.reload();
      await expect(page.locator("main")).toContainText(words);
      await other.close();
      await page.context().clearCookies();
    }
  });
});
