/** A form that is sent while there is no connection. */

import { codeAfter } from "../../support/messages";
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

test("another message that is asked for without a connection can be asked for at once, later", async ({
  page,
  context,
  stack,
}) => {
  const { email } = await createPerson(stack, { verified: true });
  await page.goto("/recovery");
  await page.locator('[name="email"]').fill(email);
  await codeAfter(stack, email, () => page.locator('button[value="code"]').click());
  const resend = page.locator('button[name="email"]');
  await expect(resend).toBeVisible();
  await context.setOffline(true);
  await resend.click();
  await expect(page.getByText(/^There is no connection to the internet/)).toBeVisible();
  await context.setOffline(false);
  await codeAfter(stack, email, () => resend.click());
});
