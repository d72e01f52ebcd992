/** Making an account with a password in two steps: profile, then how to sign in. */

import { createPerson, newPerson, register } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("a new person gives a profile, then a password, and is signed in", async ({ page }) => {
    const person = newPerson();
    await page.goto("/registration");
    if (javaScriptEnabled) await expectAccessible(page);
    await register(page, person);
    await expect(page).toHaveURL(/\/(welcome|verification)/);
    await page.goto("/welcome");
    await expect(page.getByRole("main")).toContainText(person.email);
  });

  test("F14: a refused password keeps the profile and is echoed nowhere", async ({ page }) => {
    const person = { ...newPerson(), password: "short" };
    await page.goto("/registration");
    await register(page, person);
    const password = page.locator('[name="password"]');
    await expect(password).toHaveAttribute("aria-invalid", "true");
    await expect(password).toHaveValue("");
    const summary = page.getByRole("alert", { name: "There is a problem" });
    await expect(summary.getByRole("link")).toHaveCount(1);
    if (javaScriptEnabled) {
      await expect(summary).toBeFocused();
      await expectAccessible(page);
    }
    expect(await page.content()).not.toMatch(/value="short"/);

    await password.fill(newPerson().password);
    await page.locator('button[name="method"][value="password"]').click();
    await expect(page).toHaveURL(/\/(welcome|verification)/);
    await page.goto("/welcome");
    await expect(page.getByRole("main")).toContainText(person.email);
  });

  test("a profile that is not right is said at its field; nothing typed is lost", async ({ page }) => {
    await page.goto("/registration");
    const form = page.getByTestId("registration-flow");
    await form.evaluate((element: HTMLFormElement) => {
      element.noValidate = true;
    });
    await form.locator('[name="traits.email"]').fill("not an address");
    await form.locator('[name="traits.name.first"]').fill("Ada");
    await form.locator('button[name="method"][value="profile"]').click();

    const email = form.locator('[name="traits.email"]');
    await expect(email).toHaveAttribute("aria-invalid", "true");
    await expect(email).toHaveAccessibleDescription(/./);
    await expect(email).toHaveValue("not an address");
    await expect(form.locator('[name="traits.name.first"]')).toHaveValue("Ada");
    if (javaScriptEnabled) await expectAccessible(page);
  });

  test("going back from the second step keeps what was told, and leads to it again", async ({ page }) => {
    const person = newPerson();
    await page.goto("/registration");
    const form = page.getByTestId("registration-flow");
    await form.locator('[name="traits.email"]').fill(person.email);
    await form.locator('[name="traits.name.first"]').fill("Grace");
    await form.locator('button[name="method"][value="profile"]').click();
    await page.locator('[name="screen"][value="previous"]').first().click();
    await expect(form.locator('[name="traits.email"]')).toHaveValue(person.email);
    await expect(form.locator('[name="traits.name.first"]')).toHaveValue("Grace");
    await form.locator('button[name="method"][value="profile"]').click();
    await expect(page.locator('[name="screen"][value="previous"]').first()).toBeVisible();
  });
});

test("an address that has an account already is told how to sign in", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await page.goto("/registration");
  await register(page, { ...person, password: newPerson().password });
  await expect(page.getByTestId("form-messages")).toContainText(/exists already/);
  await page.getByTestId("cta-link").click();
  await expect(page).toHaveURL(/\/login/);
});
