/** An app's request survives the detour over verifying an address (threat O20). */

import { allow, expectAtApp, readClaims, startAtApp } from "../support/app";
import { newPerson, register } from "../support/people";
import { withAndWithoutScript } from "../support/script";
import { expect, expectAccessible, test } from "../support/test";

test.use({
  stackOptions: {
    kratos: {
      selfservice: {
        flows: {
          registration: {
            after: { password: { hooks: [{ hook: "session" }, { hook: "show_verification_ui" }] } },
          },
        },
      },
    },
  },
});

withAndWithoutScript((javaScriptEnabled) => {
  test("O20: registration → verification ends at the app, with the address verified", async ({
    page,
    stack,
  }) => {
    const person = newPerson();
    await startAtApp(page, stack);
    await page.getByTestId("signup-link").click();
    await register(page, person);
    await expect(page).toHaveURL(/\/verification\?flow=/);
    if (javaScriptEnabled) await expectAccessible(page);
    const { text } = await stack.waitForMessage(person.email);
    await page.locator('[name="code"]').fill(/\b\d{6}\b/.exec(text)?.[0] ?? "");
    await page.locator('button[name="method"][value="code"]').click();
    await page.getByTestId("node/anchor/continue").click();
    await allow(page);
    await expectAtApp(page, stack);
    expect(await readClaims(page)).toMatchObject({ email: person.email, email_verified: true });
  });
});
