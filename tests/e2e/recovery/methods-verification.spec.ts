/** Verification by code on a real Kratos: from the mail, on another device, again, and on to where one was going. */

import type { Locator } from "@playwright/test";
import { codeAfter, enterCode, messageAfter } from "../../support/messages";
import { createPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

const VERIFY = /verify/i;

async function paste(field: Locator, text: string): Promise<void> {
  await field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
  }, text);
}

withAndWithoutScript((javaScriptEnabled) => {
  test("the code from the mail verifies the address; another is sent when asked for", async ({
    page,
    stack,
  }) => {
    const { email } = await createPerson(stack);
    await page.goto("/verification");
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("verification-flow");
    await form.locator('[name="email"]').fill(email);
    await codeAfter(stack, email, () => form.locator('button[value="code"]').click(), VERIFY);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your verification code");
    const code = await codeAfter(stack, email, () => page.locator('button[name="email"]').click(), VERIFY);
    await enterCode(page, code === "000000" ? "111111" : "000000");
    await expect(page.getByTestId("ui/message/4070006")).toBeVisible();
    const field = page.locator('input[name="code"]');
    // Phones copy the whole of a message.
    if (javaScriptEnabled) await paste(field, `Your code is ${code}.\nUse it today.`);
    else await field.fill(code);
    await page.locator('button[name="method"][value="code"]').click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Address verified");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByTestId("node/anchor/continue").click();
    await expect(page).toHaveURL(/\/login/);
  });

  test("the link in the mail verifies on another device, where nobody is signed in", async ({
    page,
    browser,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await page.goto("/verification");
    const form = page.getByTestId("verification-flow");
    await form.locator('[name="email"]').fill(person.email);
    const mail = await messageAfter(
      stack,
      person.email,
      () => form.locator('button[value="code"]').click(),
      VERIFY,
    );
    const phone = await browser.newContext({ javaScriptEnabled, baseURL: stack.urls.foyer });
    const there = await phone.newPage();
    await there.goto(mail.links.find((link) => link.includes("/verification")) ?? "");
    await there.getByTestId("open-link").click();
    await there.locator('button[name="method"][value="code"]').click();
    await expect(there.getByRole("heading", { level: 1 })).toHaveText("Address verified");
    await phone.close();
    await page.goto("/account");
    await expect(page.getByTestId("next-verify-address")).toHaveCount(0);
    await expect(page.locator("#security")).toContainText("by a verified address");
  });
});

test("a verification that knows where the person was going says so before and after", async ({
  page,
  stack,
}) => {
  const { email } = await createPerson(stack);
  const returnTo = `${stack.urls.foyer}/login?from=mail`;
  await page.goto(`/verification?return_to=${encodeURIComponent(returnTo)}`);
  await expect(page.getByTestId("continue-link")).toHaveAttribute("href", returnTo);
  const form = page.getByTestId("verification-flow");
  await form.locator('[name="email"]').fill(email);
  const code = await codeAfter(stack, email, () => form.locator('button[value="code"]').click(), VERIFY);
  await expect(page.getByTestId("continue-link")).toHaveAttribute("href", returnTo);
  await enterCode(page, code);
  await expect(page.getByTestId("node/anchor/continue")).toHaveAttribute("href", returnTo);
  await expect(page.getByTestId("continue-link")).toHaveCount(0);
});

test("a verification in the middle of an app's sign-in leads back to that app by name (O20)", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await page.goto(stack.urls.relyingParty);
  await page.locator("#sign-in").click();
  await expect(page.getByTestId("login-flow")).toBeVisible();
  await page.goto("/verification");
  const way = page.getByTestId("continue-link");
  await expect(way).toContainText("Continue to");
  await way.click();
  const form = page.getByTestId("login-flow");
  await form.locator('[name="identifier"]').fill(person.email);
  await form.locator('[name="password"]').fill(person.password);
  await form.locator('button[value="password"]').click();
  await expect(page.getByTestId("consent")).toBeVisible();
});
