/** A changed address on a real Kratos: the saved page says that it waits, and leads to where it is verified. */

import { codeAfter, enterCode } from "../../support/messages";
import { createPerson, newPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

const VERIFY = /verify/i;

withAndWithoutScript((javaScriptEnabled) => {
  test("a changed address is said to be unverified, and verified from where it was changed", async ({
    page,
    stack,
  }) => {
    await signIn(page, await createPerson(stack));
    await page.goto("/settings");
    await expect(page.getByTestId("verify-link")).toHaveCount(0);
    const { email } = newPerson();
    const form = page.getByTestId("settings-profile");
    await form.locator('[name="traits.email"]').fill(email);
    await form.locator('button[value="profile"]').click();
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    await expect(page.getByRole("main")).toContainText(`${email} is not verified yet`);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByTestId("verify-link").click();
    await expect(page.locator('[name="email"]')).toHaveValue(email);
    const send = () => page.getByTestId("verification-flow").locator('button[value="code"]').click();
    await enterCode(page, await codeAfter(stack, email, send, VERIFY));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Address verified");
    await page.getByTestId("node/anchor/continue").click();
    await expect(page).toHaveURL(/\/settings(\?flow=[^&]+)?$/);
    await form.locator('[name="traits.name.last"]').fill("Lovelace");
    await form.locator('button[value="profile"]').click();
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    await expect(page.getByTestId("verify-link")).toHaveCount(0);
  });
});
