/** What a person sees when they have signed out: that it happened, of which account, and the way back in. */

import { createPerson, readSessionStatus, signIn, signInWithPassword } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";
import { openSignedIn } from "../../support/walk";

const toReturn = (address: string) => `/logout?${new URLSearchParams({ return_to: address })}`;

withAndWithoutScript((javaScriptEnabled) => {
  test("a sign-out ends on a page that names the account once, and leads back in", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await openSignedIn(stack, person);
    await signIn(page, person);
    await page.goto("/settings");
    await page.locator('[name="method"][value="profile"]').click();
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    await page.getByTestId("logout").getByRole("link").click();
    await expect(page).toHaveURL(/\/logout$/);
    const farewell = page.getByTestId("signed-out");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are signed out");
    await expect(farewell).toContainText(person.email);
    await expect(farewell).toContainText("still signed in on one other browser or device");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.reload();
    await expect(farewell).toBeVisible();
    await expect(farewell).not.toContainText(person.email);
    await page.getByRole("link", { name: "Sign in again" }).click();
    await expect(page).toHaveURL(/\/login/);
    await expect(page.getByTestId("login-flow").locator('[name="identifier"]')).toHaveValue("");
  });

  test("a change that is sent after a sign-out in another tab is said not to be made", async ({
    page,
    context,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await page.goto("/settings");
    const other = await context.newPage();
    await other.goto("/account");
    await other.getByTestId("logout").getByRole("link").click();
    await expect(other.getByTestId("signed-out")).toBeVisible();
    await page.locator('[name="traits.name.first"]').fill("Changed");
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await page.locator('[name="method"][value="profile"]').click();
    expect((await answer).status()).toBe(401);
    await expect(page.getByTestId("problem")).toContainText("so nothing was changed");
    await page.getByRole("link", { name: "Go to sign in" }).click();
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(/\/settings/);
    await expect(page.locator('[name="traits.name.first"]')).not.toHaveValue("Changed");
  });

  test("a sign-out leads to the return_to that Kratos allows, asked about or not", async ({
    page,
    stack,
  }) => {
    const home = `${stack.urls.relyingParty}/?left=1`;
    await signIn(page, await createPerson(stack));
    await page.goto(toReturn(home));
    await page.getByTestId("logout-accept").click();
    await expect(page).toHaveURL(home);
    await page.goto(toReturn(home));
    await expect(page).toHaveURL(home);

    await signIn(page, await createPerson(stack));
    const link = await page.getByTestId("logout-link").first().getAttribute("href");
    await page.goto(`${link}&return_to=${encodeURIComponent(home)}`);
    await expect(page).toHaveURL(home);
  });

  test("F7: a return_to that Kratos does not allow is told of, and the sign-out is done", async ({
    page,
    stack,
  }) => {
    for (const address of ["https://evil.example/", "javascript:alert(1)", "//evil.example"]) {
      await signIn(page, await createPerson(stack));
      await page.goto(toReturn(address));
      await page.getByTestId("logout-accept").click();
      await expect(page.getByRole("status")).toContainText("not one that this service knows");
      expect(await readSessionStatus(page, stack)).toBe(401);
      await page.goto(toReturn(address));
      await expect(page.getByTestId("signed-out")).toContainText("not one that this service knows");
    }
  });
});

test("signing out everywhere ends on the same page, and nothing is left signed in", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await openSignedIn(stack, person);
  await signIn(page, person);
  await page.goto("/sessions");
  await page.getByText("Sign out everywhere", { exact: true }).first().click();
  await page.getByTestId("sign-out-everywhere").click();
  await expect(page.getByTestId("signed-out")).toContainText(person.email);
  await expect(page.getByTestId("signed-out")).not.toContainText("still signed in");
});
