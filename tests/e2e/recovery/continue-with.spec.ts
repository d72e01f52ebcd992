/** What Kratos wants done after a registration: the verification page, from where it goes on to where one was going. */

import { arriveAtApp, startAtApp } from "../../support/app";
import { enterCode } from "../../support/messages";
import { newPerson, register } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

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
  test("show_verification_ui: a registration leads to its code, and the code to the destination", async ({
    page,
    stack,
  }) => {
    const person = newPerson();
    const returnTo = `${stack.urls.foyer}/sessions?a=1`;
    await page.goto(`/registration?return_to=${encodeURIComponent(returnTo)}`);
    await register(page, person);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your verification code");
    const { codes } = await stack.waitForMessage(person.email);
    await expect(page.getByTestId("continue-link")).toHaveAttribute("href", returnTo);
    if (javaScriptEnabled) await expectAccessible(page);
    await enterCode(page, codes[0] ?? "");
    await page.getByTestId("node/anchor/continue").click();
    await expect(page).toHaveURL(returnTo);
  });

  test("O20: registration → verification ends at the app, with the address verified", async ({
    page,
    stack,
  }) => {
    const person = newPerson();
    await startAtApp(page, stack);
    await page.getByTestId("signup-link").click();
    await register(page, person);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your verification code");
    const { id } = await stack.waitForMessage(person.email);
    // The first message is lost: another is sent to the address of who is signed in.
    await page.getByTestId("send-again-link").click();
    await page.getByTestId("verification-flow").locator('button[value="code"]').click();
    const { codes } = await stack.waitForMessage(person.email, { after: id });
    await enterCode(page, codes[0] ?? "");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Address verified");
    await page.getByTestId("node/anchor/continue").click();
    expect(await arriveAtApp(page, stack)).toMatchObject({ email: person.email, email_verified: true });
  });

  test("verifying can wait: the page leads on to the app at once", async ({ page, stack }) => {
    await startAtApp(page, stack);
    await page.getByTestId("signup-link").click();
    await register(page, newPerson());
    await page.getByTestId("continue-link").click();
    await expect(page.getByTestId("consent")).toBeVisible();
  });
});
