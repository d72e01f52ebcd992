/** Native mode: Kratos keeps the app's request. Who is asked again and has lost the password gets back in, and to the app. */

import { allow, expectAtApp, signInAtApp, startAtApp } from "../../support/app";
import { createPerson, newPerson, signInWithPassword } from "../../support/people";
import { recover } from "../../support/recovery";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";

test.use({
  stackOptions: {
    kratos: ({ hydraAdmin }) => ({ oauth2_provider: { url: hydraAdmin } }),
    foyerEnv: { FOYER_NATIVE_OAUTH2: "true" },
  },
});

withAndWithoutScript(() => {
  test("O20: native mode: asked again → sign-out and recovery → new password ends at the app", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack, { verified: true });
    await signInAtApp(page, stack, person);
    await startAtApp(page, stack, { prompt: "login" });
    await page.getByTestId("forgot-password-link").click();
    await page.getByTestId("recover-sign-out").click();
    await recover(page, stack, person.email);
    const { password } = newPerson();
    const form = page.getByTestId("settings-password");
    await form.locator('[name="password"]').fill(password);
    await form.locator('button[value="password"]').click();
    // Kratos asks for the password whenever Hydra does not say skip.
    await signInWithPassword(page, { email: person.email, password });
    await expect(page.getByTestId("consent")).toBeVisible();
    await allow(page);
    await expectAtApp(page, stack);
  });
});
