/** Registration on a real Kratos: in two steps, and by every method; what is asked follows the identity schema. */

import { addAuthenticator, withoutSuggestions } from "../../support/authenticator";
import { codeAfter, enterCode } from "../../support/messages";
import { createPerson, newPerson, register } from "../../support/people";
import { expectSignedIn, signOut } from "../../support/people-pages";
import { signInVia } from "../../support/provider";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("password: Back keeps what was typed, a mistake stands at its field, then the person is in", async ({
    page,
    stack,
  }) => {
    const person = newPerson();
    await page.goto(`/registration?return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions?a=1`)}`);
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("registration-flow");
    await form.locator('[name="traits.email"]').fill(person.email);
    await form.locator('[name="traits.name.first"]').fill(person.firstName);
    await form.locator('[name="traits.newsletter"]').check();
    await form.locator('button[name="method"][value="profile"]').click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose how to sign in");
    await expect(page.getByRole("main")).toContainText(person.email);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.locator('[name="screen"]').last().click();
    await expect(form.locator('[name="traits.email"]')).toHaveValue(person.email);
    await expect(form.locator('[name="traits.name.first"]')).toHaveValue(person.firstName);
    await expect(form.locator('[name="traits.newsletter"]')).toBeChecked();
    await form.locator('button[name="method"][value="profile"]').click();
    await form.locator('[name="password"]').fill(person.email);
    await form.locator('button[name="method"][value="password"]').click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(form.locator('[name="password"]')).toHaveValue("");
    await form.locator('[name="password"]').fill(person.password);
    await form.locator('button[name="method"][value="password"]').click();
    await expect(page).toHaveURL(`${stack.urls.foyer}/sessions?a=1`);
  });

  test("code: an account without a password", async ({ page, stack }) => {
    const { email, firstName } = newPerson();
    await page.goto("/registration");
    const form = page.getByTestId("registration-flow");
    await form.locator('[name="traits.email"]').fill(email);
    await form.locator('[name="traits.name.first"]').fill(firstName);
    await form.locator('button[name="method"][value="profile"]').click();
    const code = await codeAfter(stack, email, () =>
      page.locator('button[name="method"][value="code"]').click(),
    );
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your code");
    if (javaScriptEnabled) await expectAccessible(page);
    await enterCode(page, code);
    await expectSignedIn(page);
    await expect(page.locator("main")).toContainText("a code by message");
  });

  test("social: what the provider tells makes the account at once", async ({ page, stack }) => {
    const { email } = newPerson();
    await page.goto("/registration");
    await signInVia(page, stack, "acme", { email, name: "Ada Lovelace" });
    await expectSignedIn(page);
    await expect(page.locator("main")).toContainText(email);
  });

  test("social: an address that the provider does not vouch for is to be verified", async ({
    page,
    stack,
  }) => {
    const { email } = newPerson();
    await page.goto("/registration");
    await signInVia(page, stack, "acme", { email, name: "Ada Lovelace", isVerified: false });
    await expectSignedIn(page);
    await expect(page.getByRole("link", { name: "Verify address" })).toBeVisible();
  });

  test("an address that has an account is told to sign in, and nobody is signed in by it", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await page.goto("/registration");
    await register(page, { ...person, password: `Other-${person.password}` });
    await expect(page.getByTestId("form-messages")).toContainText("exists already");
    await expect(page.getByTestId("cta-link")).toBeVisible();
    const whoami = await page.request.get(`${stack.urls.kratosPublic}/sessions/whoami`);
    expect(whoami.status()).toBe(401);
  });
}, "two steps");

test("passkey: an account that never had a password, and is opened by the passkey", async ({ page }) => {
  const { email, firstName } = newPerson();
  const authenticator = await addAuthenticator(page);
  await withoutSuggestions(page);
  await page.goto("/registration");
  const form = page.getByTestId("registration-flow");
  await form.locator('[name="traits.email"]').fill(email);
  await form.locator('[name="traits.name.first"]').fill(firstName);
  await form.locator('button[name="method"][value="profile"]').click();
  await page.locator('[name="passkey_register_trigger"]').click();
  await expectSignedIn(page);
  expect(await authenticator.count()).toBe(1);
  await signOut(page);
  await page.locator('[name="passkey_login_trigger"]').click();
  await expectSignedIn(page);
});
