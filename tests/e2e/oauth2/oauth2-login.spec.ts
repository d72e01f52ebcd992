/** An app's request at the sign-in page: who is asked for credentials, who is not, and what the app hears. */

import type { Page } from "@playwright/test";
import {
  allow,
  expectAtApp,
  forgetAtApp,
  readAppError,
  readClaims,
  signInAtApp,
  startAtApp,
} from "../../support/app";
import { createPerson, type Person, signIn, signInWithPassword } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

const SESSION_COOKIE = "ory_kratos_session";

withAndWithoutScript((javaScriptEnabled) => {
  test("H3: from the app over the password to the app, although forms may only go to this origin", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const policies: (string | undefined)[] = [];
    page.on("response", (response) => {
      if (response.url().startsWith(`${stack.urls.foyer}/login`))
        policies.push(response.headers()["content-security-policy"]);
    });
    await signInAtApp(page, stack, person);
    expect(policies.length).toBeGreaterThan(0);
    for (const policy of policies) expect(policy).toContain("form-action 'self';");
  });

  test("somebody who is signed in already goes straight to consent", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await startAtApp(page, stack);
    await expect(page.getByTestId("consent")).toContainText(person.email);
  });

  test("cancelling tells the app access_denied", async ({ page, stack }) => {
    await startAtApp(page, stack);
    await page.getByTestId("cancel-link").click();
    expect(await readAppError(page)).toMatchObject({ error: "access_denied" });
  });

  test("after a wrong password the page still says which app, and cancelling still tells it", async ({
    page,
    stack,
  }) => {
    const { email } = await createPerson(stack);
    await startAtApp(page, stack);
    await signInWithPassword(page, { email, password: "wrong" });
    await expect(page.getByTestId("ui/message/4000006")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("to continue to Demo app");
    await page.getByTestId("cancel-link").click();
    expect(await readAppError(page)).toMatchObject({ error: "access_denied" });
  });

  test("login_hint is filled in, and may be changed", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await startAtApp(page, stack, { login_hint: "someone@foyer.example" });
    const identifier = page.getByTestId("login-flow").locator('[name="identifier"]');
    await expect(identifier).toHaveValue("someone@foyer.example");
    await signInWithPassword(page, person);
    await expect(page.getByTestId("consent")).toContainText(person.email);
  });

  test("O12: prompt=login asks a signed-in person again and gives a fresh auth_time", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signInAtApp(page, stack, person);
    const before = Number((await readClaims(page)).auth_time);
    await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(before);

    await startAtApp(page, stack, { prompt: "login" });
    await expect(page.getByTestId("login-flow")).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await confirmPassword(page, person);
    await allow(page);
    await expectAtApp(page, stack);
    expect(Number((await readClaims(page)).auth_time)).toBeGreaterThan(before);
  });

  test("somebody else than remembered is asked, and may go on as themselves", async ({ page, stack }) => {
    const [first, second] = [await createPerson(stack), await createPerson(stack)];
    await signInAtApp(page, stack, first);
    await forgetAtApp(page);
    await page.context().clearCookies({ name: SESSION_COOKIE });
    await signIn(page, second);

    await startAtApp(page, stack);
    await expect(page.getByTestId("switch-account")).toContainText(second.email);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByTestId("switch-continue").click();
    // Hydra forgets the first person by asking for credentials.
    await confirmPassword(page, second);
    await allow(page);
    await expectAtApp(page, stack);
    expect(await readClaims(page)).toMatchObject({ sub: second.id, email: second.email });
  });
});

test("O12: with prompt=login, opening the address again is no proof of fresh credentials", async ({
  page,
  stack,
}) => {
  await signIn(page, await createPerson(stack));
  await startAtApp(page, stack, { prompt: "login" });
  await expect(page.getByTestId("login-flow")).toBeVisible();
  const challenge = await page.locator('[name="login_challenge"]').first().inputValue();
  for (let visit = 0; visit < 2; visit++) {
    await page.goto(`/login?login_challenge=${encodeURIComponent(challenge)}`);
    await expect(page.getByTestId("login-flow")).toBeVisible();
  }
});

test("O12: max_age asks when the sign-in is older, and not when it is younger", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await signInAtApp(page, stack, person);
  const first = Number((await readClaims(page)).auth_time);
  await expect.poll(() => Date.now() / 1000).toBeGreaterThan(first + 2.2);

  await startAtApp(page, stack, { max_age: "3600" });
  await allow(page);
  await expectAtApp(page, stack);
  expect(Number((await readClaims(page)).auth_time)).toBe(first);

  await startAtApp(page, stack, { max_age: "1" });
  await expect(page.getByTestId("login-flow")).toBeVisible();
  await confirmPassword(page, person);
  await allow(page);
  await expectAtApp(page, stack);
  expect(Number((await readClaims(page)).auth_time)).toBeGreaterThan(first);
});

test("prompt=none never asks: login_required, then consent_required, then the tokens", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await startAtApp(page, stack, { prompt: "none" });
  expect(await readAppError(page)).toMatchObject({ error: "login_required" });

  await signIn(page, person);
  await startAtApp(page, stack);
  await expect(page.getByTestId("consent")).toBeVisible();
  await startAtApp(page, stack, { prompt: "none" });
  expect(await readAppError(page)).toMatchObject({ error: "consent_required" });

  await startAtApp(page, stack);
  await page.locator('[name="remember"]').check();
  await allow(page);
  await expectAtApp(page, stack);
  await forgetAtApp(page);
  await startAtApp(page, stack, { prompt: "none" });
  await expectAtApp(page, stack);
  expect(await readClaims(page)).toMatchObject({
    sub: person.id,
    email: person.email,
    email_verified: false,
  });
});

test("a remembered person whose session is over signs in again and goes on", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await signInAtApp(page, stack, person);
  await forgetAtApp(page);
  await page.context().clearCookies({ name: SESSION_COOKIE });
  await signInAtApp(page, stack, person);
  expect(await readClaims(page)).toMatchObject({ sub: person.id });
});

test("on an account switch, another account than the two can be chosen", async ({ page, stack }) => {
  const [first, second] = [await createPerson(stack), await createPerson(stack)];
  await signInAtApp(page, stack, first);
  await forgetAtApp(page);
  await page.context().clearCookies({ name: SESSION_COOKIE });
  await signIn(page, second);
  await startAtApp(page, stack);
  await page.getByTestId("switch-other").click();
  await signInWithPassword(page, first);
  await allow(page);
  await expectAtApp(page, stack);
  expect(await readClaims(page)).toMatchObject({ sub: first.id });
});

test("two tabs of one app: Hydra knows the last, so the first goes on with it (hydra#3757)", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  const other = await page.context().newPage();
  await startAtApp(page, stack);
  await startAtApp(other, stack);
  await signInWithPassword(page, person);
  await allow(page);
  await expectAtApp(page, stack);
  await signInWithPassword(other, person);
  await expect(other).toHaveURL(/\/welcome$/);
  await expect(other.getByTestId("pending-app")).toHaveCount(0);
});

test("O20: a form that is sent after another tab signed in leads on to the app all the same", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await startAtApp(page, stack);
  const other = await page.context().newPage();
  await signIn(other, person);
  await signInWithPassword(page, person);
  await allow(page);
  await expectAtApp(page, stack);
});

test("O20: the account page leads on to an app that waits, and no longer once it was answered", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await startAtApp(page, stack);
  await signIn(page, person);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Continue to Demo app" }).click();
  await allow(page);
  await expectAtApp(page, stack);
  await page.goto("/account");
  await expect(page.getByTestId("pending-app")).toHaveCount(0);
});

test("prompt=select_account offers the signed-in account and another one", async ({ page, stack }) => {
  const [first, second] = [await createPerson(stack), await createPerson(stack)];
  await signIn(page, first);
  await startAtApp(page, stack, { prompt: "select_account" });
  await expect(page.getByTestId("account-chooser")).toContainText(first.email);
  await expectAccessible(page);
  await page.getByRole("link", { name: /another account/i }).click();
  await signInWithPassword(page, second);
  await allow(page);
  await expectAtApp(page, stack);
  expect(await readClaims(page)).toMatchObject({ sub: second.id });
});

/** Who they are is filled in already. */
async function confirmPassword(page: Page, { email, password }: Person): Promise<void> {
  const form = page.getByTestId("login-flow");
  await expect(form.locator('[name="identifier"]')).toHaveValue(email);
  await form.locator('[name="password"]').fill(password);
  await form.locator('button[name="method"][value="password"]').click();
}
