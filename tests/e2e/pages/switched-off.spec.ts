/** What an operator switched off at Kratos is led to by no page, and says so to who goes there anyway. */

import { createPerson, signIn, signInWithPassword } from "../../support/people";
import { expect, expectAccessible, test } from "../../support/test";

test.use({
  stackOptions: {
    kratos: {
      selfservice: {
        flows: {
          registration: { enabled: false },
          recovery: { enabled: false },
          verification: { enabled: false },
        },
      },
    },
  },
});

test("“Sign up” and “Forgot your password?” are not offered where they are switched off", async ({
  page,
}) => {
  await page.goto("/login");
  await expect(page.getByTestId("login-flow")).toBeVisible();
  await expect(page.getByTestId("signup-link")).toHaveCount(0);
  await expect(page.getByTestId("forgot-password-link")).toHaveCount(0);
  await expectAccessible(page);
});

for (const { path, title } of [
  { path: "/registration", title: "New accounts are not made here" },
  { path: "/recovery", title: "Accounts are not recovered here" },
  { path: "/verification", title: "Addresses are not verified here" },
]) {
  test(`${path} says that it is switched off, and leads to signing in with the destination kept`, async ({
    page,
    stack,
  }) => {
    const returnTo = `${stack.urls.foyer}/sessions`;
    const response = await page.goto(`${path}?return_to=${encodeURIComponent(returnTo)}`);
    expect(response?.status()).toBe(403);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Go to sign in" }).click();
    await signInWithPassword(page, await createPerson(stack));
    await expect(page).toHaveURL(returnTo);
  });
}

test("nobody is told to verify an address, or to recover by one, where that cannot be done", async ({
  page,
  stack,
}) => {
  await signIn(page, await createPerson(stack));
  await page.goto("/account");
  await expect(page.getByTestId("next-add-second-factor")).toBeVisible();
  await expect(page.getByTestId("next-verify-address")).toHaveCount(0);
});

test("an app that asks for registration gets a page that says it is switched off, not an error", async ({
  page,
  stack,
}) => {
  await page.goto(`${stack.urls.relyingParty}/login?prompt=registration`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New accounts are not made here");
});
