/** Sign-in that asks for the address first, and a code by mail as the second factor. */

import { codeAfter, enterCode } from "../../support/messages";
import { createPerson } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({
  stackOptions: {
    kratos: {
      selfservice: {
        flows: { login: { style: "identifier_first" } },
        methods: { code: { passwordless_enabled: false, mfa_enabled: true } },
      },
    },
  },
});

withAndWithoutScript((javaScriptEnabled) => {
  test("the address, the password, a code by mail as second factor, and on to where one was going", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack, { verified: true });
    const returnTo = `${stack.urls.foyer}/sessions?a=1`;
    await page.goto(`/login?return_to=${encodeURIComponent(returnTo)}`);
    await expect(page.locator('[name="password"]')).toHaveCount(0);
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("login-flow");
    await form.locator('[name="identifier"]').fill(person.email);
    await form.locator('button[value="identifier_first"]').click();
    await expect(page.locator("main")).toContainText(person.email);
    await page.getByTestId("back-link").click();
    await form.locator('[name="identifier"]').fill(person.email);
    await form.locator('button[value="identifier_first"]').click();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.locator('[name="password"]').fill("not the password");
    await page.locator('button[name="method"][value="password"]').click();
    await expect(page.getByTestId("ui/message/4000006")).toBeVisible();
    await page.locator('[name="password"]').fill(person.password);
    await page.locator('button[name="method"][value="password"]').click();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second step");
    if (javaScriptEnabled) await expectAccessible(page);
    const code = await codeAfter(stack, person.email, () => page.locator('button[name="address"]').click());
    await enterCode(page, code === "000000" ? "111111" : "000000");
    await expect(page.getByTestId("ui/message/4010008")).toBeVisible();
    await enterCode(page, code);
    await expect(page).toHaveURL(returnTo);
  });
});

test("without mitigation Kratos says that an address is unknown, and the page leads on", async ({ page }) => {
  await page.goto("/login");
  const form = page.getByTestId("login-flow");
  await form.locator('[name="identifier"]').fill("nobody@foyer.example");
  await form.locator('button[value="identifier_first"]').click();
  await expect(page).toHaveURL(/\/login\?flow=/);
  await expect(page.getByTestId("ui/message/4000037")).toBeVisible();
  await expect(page.getByTestId("signup-link")).toBeVisible();
});

test("`via` names the address that the second factor's code goes to", async ({ page, stack }) => {
  const person = await createPerson(stack, { verified: true });
  await page.goto("/login");
  const form = page.getByTestId("login-flow");
  await form.locator('[name="identifier"]').fill(person.email);
  await form.locator('button[value="identifier_first"]').click();
  await page.locator('[name="password"]').fill(person.password);
  await page.locator('button[name="method"][value="password"]').click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second step");
  await page.goto("/login?aal=aal2&via=email");
  const code = await codeAfter(stack, person.email, () =>
    page.locator(`button[name="address"][value="${person.email}"]`).click(),
  );
  await enterCode(page, code);
  await expect(page).toHaveURL(/\/(welcome|account)$/);
});
