/** An app's request goes along from page to page, by whichever way the person gets in (threat O20). */

import { allow, expectAtApp, expectToldOfSignOut, readClaims, signInAtApp, startAtApp } from "../support/app";
import { createPerson, newPerson, register, signIn, signInWithPassword } from "../support/people";
import { withAndWithoutScript } from "../support/script";
import { expect, expectAccessible, type Stack, test } from "../support/test";

const CODE = /\b\d{6}\b/;

withAndWithoutScript((javaScriptEnabled) => {
  test("O20: sign-in → registration → sign-in → registration ends at the app", async ({ page, stack }) => {
    const person = newPerson();
    await startAtApp(page, stack);
    await page.getByTestId("signup-link").click();
    await expect(page.getByTestId("registration-flow")).toBeVisible();
    await page.getByTestId("cta-link").click();
    await expect(page.getByTestId("login-flow")).toBeVisible();
    await page.getByTestId("signup-link").click();
    await register(page, person);
    await allow(page);
    await expectAtApp(page, stack);
    expect(await readClaims(page)).toMatchObject({ email: person.email });
  });

  test("O20: prompt=registration opens registration, and sign-in from there ends at the app", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await startAtApp(page, stack, { prompt: "registration" });
    await expect(page.getByTestId("registration-flow")).toBeVisible();
    await page.getByTestId("cta-link").click();
    await signInWithPassword(page, person);
    await allow(page);
    await expectAtApp(page, stack);
    expect(await readClaims(page)).toMatchObject({ sub: person.id });
  });

  for (const prompt of ["registration", "create"]) {
    test(`O20: prompt=${prompt} registers a new person and ends at the app`, async ({ page, stack }) => {
      const person = newPerson();
      await startAtApp(page, stack, { prompt });
      await register(page, person);
      await allow(page);
      await expectAtApp(page, stack);
      expect(await readClaims(page)).toMatchObject({ email: person.email });
    });
  }

  test("O20: sign-in → recovery → new password ends at the app", async ({ page, stack }) => {
    const person = await createPerson(stack, { verified: true });
    await startAtApp(page, stack);
    await page.getByTestId("forgot-password-link").click();
    await page.locator('[name="email"]').fill(person.email);
    await page.locator('button[name="method"][value="code"]').click();
    await page.locator('[name="code"]').fill(await readCode(stack, person.email));
    await page.locator('button[name="method"][value="code"]').click();
    const settings = page.getByTestId("settings-password");
    await settings.locator('[name="password"]').fill(newPerson().password);
    await settings.locator('button[name="method"]').click();
    await allow(page);
    await expectAtApp(page, stack);
    expect(await readClaims(page)).toMatchObject({ sub: person.id });
  });

  test("O20: a repeated sign-in → sign-out and recovery → new password ends at the app", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack, { verified: true });
    await signInAtApp(page, stack, person);
    await startAtApp(page, stack, { prompt: "login" });
    await page.getByTestId("forgot-password-link").click();
    await page.locator('[name="email"]').fill(person.email);
    // O16: Hydra's session ended with Kratos', so the app heard of it.
    await expectToldOfSignOut(await page.context().newPage(), stack);
    await expect(page.getByRole("main")).toContainText("to continue to Demo app");
    await page.locator('button[name="method"][value="code"]').click();
    await page.locator('[name="code"]').fill(await readCode(stack, person.email));
    await page.locator('button[name="method"][value="code"]').click();
    const settings = page.getByTestId("settings-password");
    await settings.locator('[name="password"]').fill(newPerson().password);
    await settings.locator('button[name="method"]').click();
    await allow(page);
    await expectAtApp(page, stack);
    expect(await readClaims(page)).toMatchObject({ sub: person.id });
  });

  test("O20: prompt=registration for somebody who is signed in offers both accounts", async ({
    page,
    stack,
  }) => {
    const [first, second] = [await createPerson(stack), newPerson()];
    await signIn(page, first);
    await startAtApp(page, stack, { prompt: "registration" });
    await expect(page.getByTestId("registration-under-session")).toContainText(first.email);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByTestId("registration-other").click();
    await register(page, second);
    await allow(page);
    await expectAtApp(page, stack);
    expect(await readClaims(page)).toMatchObject({ email: second.email });
  });
});

async function readCode(stack: Stack, recipient: string): Promise<string> {
  const message = await stack.waitForMessage(recipient);
  return CODE.exec(message.text)?.[0] ?? "";
}
