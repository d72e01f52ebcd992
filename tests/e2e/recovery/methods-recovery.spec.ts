/** Recovery by code on a real Kratos: back in, forced password change, second factor, under a session. */

import { enterCode } from "../../support/messages";
import { createPerson, readSessionStatus, signIn, signInWithPassword } from "../../support/people";
import { expectSignedIn, signOut } from "../../support/people-pages";
import { askForRecoveryCode, recover } from "../../support/recovery";
import { withAndWithoutScript } from "../../support/script";
import { addTotp, choosePassword, enterTotpCode } from "../../support/settings";
import { expect, expectAccessible, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("a lost password: a code by email opens the account, and a new password is asked for", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    await page.getByTestId("forgot-password-link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recover your account");
    if (javaScriptEnabled) await expectAccessible(page);
    const code = await askForRecoveryCode(page, stack, person.email);
    await expect(page.locator("main")).toContainText(person.email);
    if (javaScriptEnabled) await expectAccessible(page);
    await enterCode(page, code === "000000" ? "111111" : "000000");
    await expect(page.getByTestId("ui/message/4060006")).toBeVisible();
    await enterCode(page, code);
    await expect(page).toHaveURL(/\/settings\?flow=/);
    await expect(page.getByTestId("ui/message/1060001")).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account recovered");
    await expect(page.locator("[name=code]")).toHaveCount(0);
    await page.goForward();
    const password = `New-${person.password}`;
    await choosePassword(page, password);
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    await signOut(page);
    await signInWithPassword(page, { ...person, password });
    await expectSignedIn(page);
  });

  test("“forgot password” at a re-authentication asks to sign out, and keeps the destination", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    const returnTo = `${stack.urls.foyer}/sessions?a=1`;
    await page.goto(`/login?refresh=true&return_to=${encodeURIComponent(returnTo)}`);
    const way = page.getByTestId("forgot-password-link");
    await expect(way).toHaveAttribute("href", /\/recovery\?return_to=/);
    await way.click();
    await page.getByTestId("recover-sign-out").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recover your account");
    expect(await readSessionStatus(page, stack)).toBe(401);
    const back = await page.getByTestId("login-link").getAttribute("href");
    expect(new URL(back ?? "", stack.urls.foyer).searchParams.get("return_to")).toBe(returnTo);
  });

  test("a recovery that a second step interrupts comes back to its own settings, and goes on", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    const secret = await addTotp(page);
    await signOut(page);
    const returnTo = `${stack.urls.foyer}/sessions?a=1`;
    await page.goto(`/recovery?return_to=${encodeURIComponent(returnTo)}`);
    await enterCode(page, await askForRecoveryCode(page, stack, person.email));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second step");
    await enterTotpCode(page, secret);
    await expect(page.getByTestId("ui/message/1060001")).toBeVisible();
    await choosePassword(page, `New-${person.password}`);
    await expect(page).toHaveURL(returnTo);
  });

  test("recovery that is opened while signed in asks before it signs out", async ({ page, stack }) => {
    await signIn(page, await createPerson(stack));
    await page.goto("/recovery");
    await expect(page.getByTestId("recover-under-session")).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByTestId("recover-sign-out").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recover your account");
  });
});

test("a recovered account that has a second factor still asks for it before it shows anything", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  const secret = await addTotp(page);
  await signOut(page);
  await page.goto("/recovery");
  await enterCode(page, await askForRecoveryCode(page, stack, person.email));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second step");
  await expect(page.locator('[name="traits.email"]')).toHaveCount(0);
  await enterTotpCode(page, secret);
  await expect(page).toHaveURL(/\/settings\?flow=/);
  await choosePassword(page, `New-${person.password}`);
  await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
});

test("an app's sign-in that goes over recovery ends at the app (O20)", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await page.goto(stack.urls.relyingParty);
  await page.locator("#sign-in").click();
  await page.getByTestId("forgot-password-link").click();
  await recover(page, stack, person.email);
  await choosePassword(page, `New-${person.password}`);
  await expect(page.getByTestId("consent")).toBeVisible();
});

test("O20: “forgot password” on a page that an app asked for again keeps the app's challenge", async ({
  page,
  stack,
}) => {
  await signIn(page, await createPerson(stack));
  await page.goto(`${stack.urls.relyingParty}/login?prompt=login`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it is you");
  await page.getByTestId("forgot-password-link").click();
  await page.getByTestId("recover-sign-out").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recover your account");
  await page.getByTestId("login-link").click();
  await signInWithPassword(page, await createPerson(stack));
  await expect(page.getByTestId("consent")).toBeVisible();
});
