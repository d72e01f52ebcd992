/** A page with several ways to sign in asks for the address once, and each way takes it from there. */

import type { Page } from "@playwright/test";
import { codeAfter, enterCode } from "../../support/messages";
import { createPerson, newPerson } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("password and code on one page ask for the address once", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    const address = page.locator('[name="identifier"]');
    await expect(address).toHaveCount(1);
    if (javaScriptEnabled) await expectAccessible(page);
    await address.fill(person.email);
    const code = await codeAfter(stack, person.email, () => page.locator('button[value="code"]').click());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your code");
    await enterCode(page, code);
    await expectSignedIn(page);
  });

  test("an address with an umlaut in its domain signs in, and is shown as it was typed", async ({
    page,
    stack,
  }) => {
    const { email, password } = newPerson();
    const [local] = email.split("@");
    const traits = { email: `${local}@xn--mnchen-3ya.example`, name: { first: "Ada" } };
    await stack.createIdentity({ traits, password });
    const typed = `${local}@münchen.example`;
    await page.goto("/login");
    await sendPassword(page, typed, "not-the-password-7");
    await expect(page.getByTestId("ui/message/4000006")).toBeVisible();
    await expect(page.locator('[name="identifier"]')).toHaveValue(typed);
    if (javaScriptEnabled) {
      await page.getByTestId("forgot-password-link").click();
      await expect(page.locator('[name="email"]')).toHaveValue(traits.email);
      await page.locator('button[value="code"]').click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your recovery code");
      await page.goto("/login");
    }
    await sendPassword(page, typed, password);
    await expectSignedIn(page);
  });

  test("Enter in any field of that form is the password's", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    await page.locator('[name="password"]').fill(person.password);
    await page.locator('[name="identifier"]').fill(person.email);
    await page.locator('[name="identifier"]').press("Enter");
    await expectSignedIn(page);
  });

  test("F14: a password that was typed before a code was asked for is nowhere on its page", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const secret = "typed-and-then-not-needed-7";
    await page.goto("/login");
    await page.locator('[name="identifier"]').fill(person.email);
    await page.locator('[name="password"]').fill(secret);
    await codeAfter(stack, person.email, () => page.locator('button[value="code"]').click());
    await expect(page.locator('input[name="code"]')).toBeVisible();
    expect(await page.content()).not.toContain(secret);
    await page.goto("/login");
    await page.locator('[name="password"]').fill(secret);
    await page.locator('button[value="code"]').click();
    await expect(page.getByRole("alert").first()).toBeVisible();
    await expect(page.locator('[name="password"]')).toHaveValue("");
    expect(await page.content()).not.toContain(secret);
  });

  test("a code that is asked for without an address is answered at the one field", async ({ page }) => {
    await page.goto("/login");
    await page.locator('button[value="code"]').click();
    const address = page.locator('[name="identifier"]');
    await expect(address).toHaveCount(1);
    await expect(address).toHaveAttribute("aria-invalid", "true");
  });

  test("a mistyped address is put right in its field, and a code is taken in groups", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const send = page.locator('button[value="code"]');
    await page.goto("/login");
    await page.locator('[name="identifier"]').fill(`mistyped-${person.email}`);
    await send.click();
    await expect(page.getByTestId("ui/message/4000035")).toBeVisible();
    const address = page.getByLabel("Email");
    await expect(address).toHaveValue(`mistyped-${person.email}`);
    await address.fill(person.email);
    const code = await codeAfter(stack, person.email, () => send.click());
    await expect(page.getByTestId("back-link")).toHaveText("Use another address");
    await page.locator('[name="code"]').pressSequentially(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.locator('[name="code"]').press("Enter");
    await expectSignedIn(page);
  });

  test("the hooks of both ways find the one field and their own buttons", async ({ page }) => {
    await page.goto("/login");
    for (const [hook, method] of [
      ["login-flow", "password"],
      ["login-flow-code", "code"],
    ]) {
      const way = page.locator(`[data-testid="${hook}"]`);
      await expect(way.locator('[name="identifier"]')).toHaveCount(1);
      await expect(way.locator(`[name="method"][value="${method}"]`)).toHaveCount(1);
    }
    await expect(page.locator('[data-testid="login-flow"] [name="password"]')).toBeVisible();
  });
});

async function sendPassword(page: Page, address: string, password: string): Promise<void> {
  await page.locator('[name="identifier"]').fill(address);
  await page.locator('[name="password"]').fill(password);
  await page.locator('[name="password"]').press("Enter");
}
