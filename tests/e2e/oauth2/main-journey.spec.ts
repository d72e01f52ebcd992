/** The main job: an app, Hydra, Foyer, Kratos, back to the app with valid tokens, and out again. */

import { newPerson, readSessionStatus, register } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("a new person registers, allows an app, gets verified tokens, and signs out everywhere", async ({
    page,
    stack,
  }) => {
    const person = newPerson();
    await page.goto(stack.urls.relyingParty);
    await page.locator("#sign-in").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    if (javaScriptEnabled) await expectAccessible(page);

    await page.getByTestId("signup-link").click();
    await register(page, person);

    await expect(page.getByTestId("consent")).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("button", { name: "Allow" }).click();

    await expect(page).toHaveURL(`${stack.urls.relyingParty}/`);
    const claims = JSON.parse(await page.getByTestId("rp-claims").innerText());
    expect(claims).toMatchObject({ email: person.email, email_verified: false, amr: ["pwd"], acr: "aal1" });

    await page.locator("#sign-out").click();
    await expect(page.getByTestId("logout-confirmation")).toBeVisible();
    await page.getByTestId("logout-accept").click();
    await expect(page).toHaveURL(new RegExp(`^${stack.urls.relyingParty}/`));
    expect(await readSessionStatus(page, stack)).toBe(401);
  });
});
