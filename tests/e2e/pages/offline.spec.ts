/** A form that is sent while there is no connection. */

import { createPerson, signInWithPassword } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { expect, expectAccessible, test } from "../../support/test";

test("a form sent without a connection keeps what was typed, says so, and goes through later", async ({
  page,
  context,
  stack,
}) => {
  const person = await createPerson(stack);
  await page.goto("/login");
  await context.setOffline(true);
  await signInWithPassword(page, person);
  const form = page.getByTestId("login-flow");
  await expect(form.getByRole("status").first()).toHaveText(/^There is no connection to the internet/);
  await expect(form.locator('[name="identifier"]')).toHaveValue(person.email);
  await expect(form.locator('[name="password"]')).toHaveValue(person.password);
  await expect(form.locator('button[value="password"]')).not.toHaveAttribute("aria-busy");
  await expectAccessible(page);
  await context.setOffline(false);
  await form.locator('button[value="password"]').click();
  await expectSignedIn(page);
});

test("a form that is pressed twice without a connection is sent: the server may need none", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await page.goto("/login");
  await page.evaluate(() => Object.defineProperty(navigator, "onLine", { value: false }));
  await signInWithPassword(page, person);
  const form = page.getByTestId("login-flow");
  await expect(form.getByRole("status").first()).toHaveText(/^There is no connection/);
  await form.locator('button[value="password"]').click();
  await expectSignedIn(page);
});
