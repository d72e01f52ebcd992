/** Making an account on one page. */

import { newPerson } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({
  stackOptions: { kratos: { selfservice: { flows: { registration: { enable_legacy_one_step: true } } } } },
});

withAndWithoutScript((javaScriptEnabled) => {
  test("profile and password together make an account; a refused password keeps the profile (F14)", async ({
    page,
  }) => {
    const person = newPerson();
    await page.goto("/registration");
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("registration-flow");
    await form.locator('[name="traits.email"]').fill(person.email);
    await form.locator('[name="traits.name.first"]').fill(person.firstName);
    await form.locator('[name="password"]').fill("short");
    await form.locator('button[name="method"][value="password"]').click();

    await expect(form.locator('[name="password"]')).toHaveAttribute("aria-invalid", "true");
    await expect(form.locator('[name="password"]')).toHaveValue("");
    await expect(form.locator('[name="traits.email"]')).toHaveValue(person.email);
    await expect(form.locator('[name="traits.name.first"]')).toHaveValue(person.firstName);
    if (javaScriptEnabled) await expectAccessible(page);

    await form.locator('[name="password"]').fill(person.password);
    await form.locator('button[name="method"][value="password"]').click();
    await expect(page).toHaveURL(/\/(welcome|verification)/);
    await page.goto("/welcome");
    await expect(page.getByRole("main")).toContainText(person.email);
  });
});
