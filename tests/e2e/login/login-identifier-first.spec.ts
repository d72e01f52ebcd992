/** Signing in in two steps: who, then how. */

import { createPerson } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: { kratos: { selfservice: { flows: { login: { style: "identifier_first" } } } } } });

withAndWithoutScript((javaScriptEnabled) => {
  test("the identifier leads to the password; a wrong one keeps the identifier (F14)", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    const identifier = page.getByTestId("login-flow").locator('[name="identifier"]');
    await expect(page.locator('[name="password"]')).toHaveCount(0);
    if (javaScriptEnabled) await expectAccessible(page);
    await identifier.fill(person.email);
    await page.locator('button[name="method"][value="identifier_first"]').click();

    const password = page.locator('[name="password"]');
    await password.fill("wrong");
    await page.locator('button[name="method"][value="password"]').click();
    await expect(page.getByTestId("ui/message/4000006")).toBeVisible();
    await expect(password).toHaveValue("");
    await expect(page.locator('form:has([name="password"]) [name="identifier"]')).toHaveValue(person.email);
    if (javaScriptEnabled) await expectAccessible(page);

    await password.fill(person.password);
    await page.locator('button[name="method"][value="password"]').click();
    await expect(page).toHaveURL(/\/welcome$/);
  });
});
