/** An app's request goes along from page to page, by whichever way the person gets in (threat O20). */

import { arriveAtApp, expectToldOfSignOut, signInAtApp, startAtApp } from "../../support/app";
import { createPerson, newPerson, register, signIn, signInWithPassword } from "../../support/people";
import { recover } from "../../support/recovery";
import { withAndWithoutScript } from "../../support/script";
import { choosePassword } from "../../support/settings";
import { expect, expectAccessible, test } from "../../support/test";

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
    expect(await arriveAtApp(page, stack)).toMatchObject({ email: person.email });
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
    expect(await arriveAtApp(page, stack)).toMatchObject({ sub: person.id });
  });

  for (const prompt of ["registration", "create"]) {
    test(`O20: prompt=${prompt} registers a new person and ends at the app`, async ({ page, stack }) => {
      const person = newPerson();
      await startAtApp(page, stack, { prompt });
      await register(page, person);
      expect(await arriveAtApp(page, stack)).toMatchObject({ email: person.email });
    });
  }

  test("O20: sign-in → recovery → new password ends at the app", async ({ page, stack }) => {
    const person = await createPerson(stack, { verified: true });
    await startAtApp(page, stack);
    await page.getByTestId("forgot-password-link").click();
    await recover(page, stack, person.email);
    await choosePassword(page, newPerson().password);
    expect(await arriveAtApp(page, stack)).toMatchObject({ sub: person.id });
  });

  test("O20: a repeated sign-in → sign-out and recovery → new password ends at the app", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack, { verified: true });
    await signInAtApp(page, stack, person);
    await startAtApp(page, stack, { prompt: "login" });
    await page.getByTestId("forgot-password-link").click();
    await page.getByTestId("recover-sign-out").click();
    await expect(page.getByTestId("recovery-flow")).toBeVisible();
    // O16: Hydra's session ended with Kratos', so the app heard of it.
    await expectToldOfSignOut(await page.context().newPage(), stack);
    await expect(page.getByRole("main")).toContainText("to continue to Demo app");
    await recover(page, stack, person.email);
    await choosePassword(page, newPerson().password);
    expect(await arriveAtApp(page, stack)).toMatchObject({ sub: person.id });
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
    expect(await arriveAtApp(page, stack)).toMatchObject({ email: second.email });
  });
});

test("O12: a look at the registration page does not make a fresh sign-in an old one", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await startAtApp(page, stack, { prompt: "login" });
  await expect(page.getByTestId("login-flow")).toBeVisible();
  const challenge = await page.locator('[name="login_challenge"]').first().inputValue();
  await signIn(await page.context().newPage(), person);
  await page.goto(`/registration?login_challenge=${encodeURIComponent(challenge)}`);
  await expect(page.getByTestId("registration-under-session")).toContainText(person.email);
  await page.goto(`/login?login_challenge=${encodeURIComponent(challenge)}`);
  expect(await arriveAtApp(page, stack)).toMatchObject({ sub: person.id });
});
