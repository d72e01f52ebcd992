/** Where HYDRA_PUBLIC_URL is not set, as with the reference UI's environment, the whole handshake works all the same. */

import { expectAtApp, readAppError, signInAtApp, startAtApp } from "../../support/app";
import { createPerson } from "../../support/people";
import { expect, test } from "../../support/test";

test.use({ stackOptions: { foyerEnv: { HYDRA_PUBLIC_URL: "" } } });

test("signing in, cancelling and signing out lead back to the app", async ({ page, stack }) => {
  await startAtApp(page, stack);
  await page.getByTestId("cancel-link").click();
  expect(await readAppError(page)).toMatchObject({ error: "access_denied" });

  await signInAtApp(page, stack, await createPerson(stack));
  await expectAtApp(page, stack);
  await page.locator("#sign-out").click();
  await expect(page.getByTestId("logout-confirmation")).toBeVisible();
  const url = page.url();
  await page.getByTestId("logout-accept").click();
  await expect(page).toHaveURL(new RegExp(`^${stack.urls.relyingParty}/\\?state=`));
  const again = await page.goto(url);
  expect(again?.status()).toBe(410);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This is already done");
});
