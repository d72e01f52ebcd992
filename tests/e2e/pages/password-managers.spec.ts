/** What password managers read: every form that asks for a password, or sets one, says whose it is. */

import type { Locator } from "@playwright/test";
import { createPerson, newPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";

withAndWithoutScript(() => {
  test("every form that sets a password, or asks for one again, says whose it is", async ({
    page,
    stack,
  }) => {
    const fresh = newPerson();
    await page.goto("/registration");
    const registration = page.getByTestId("registration-flow");
    await registration.locator('[name="traits.email"]').fill(fresh.email);
    await registration.locator('[name="traits.name.first"]').fill(fresh.firstName);
    await registration.locator('button[name="method"][value="profile"]').click();
    await expect(registration.locator('[name="password"]')).toBeVisible();
    await expectUsername(registration, fresh.email);

    const person = await createPerson(stack);
    await signIn(page, person);
    await page.goto("/settings");
    await expectUsername(page.getByTestId("settings-password"), person.email);
    await page.goto("/login?refresh=true");
    await expectUsername(page.getByTestId("login-flow"), person.email);
  });
});

async function expectUsername(form: Locator, username: string): Promise<void> {
  const field = form.locator('input[autocomplete~="username"], input[autocomplete~="email"]');
  await expect(field).toHaveCount(1);
  await expect(field).toHaveValue(username);
  await expect(form.locator('input[type="password"]')).toHaveAttribute(
    "autocomplete",
    /(current|new)-password/,
  );
}
