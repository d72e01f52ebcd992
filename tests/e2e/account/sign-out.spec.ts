/** Signing out of this service alone: by confirmation, by the page's own link, and by nothing else. */

import { createPerson, readSessionStatus, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("O15: opening /logout asks first and changes nothing; the button then ends the session", async ({
    page,
    stack,
  }) => {
    await signIn(page, await createPerson(stack));
    await page.goto("/logout");
    await expect(page.getByTestId("logout-confirmation")).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    expect(await readSessionStatus(page, stack)).toBe(200);
    await page.getByTestId("logout-accept").click();
    await expect(page).toHaveURL(/\/logout$/);
    expect(await readSessionStatus(page, stack)).toBe(401);
  });

  test("the page's own sign-out link ends the session at once", async ({ page, stack }) => {
    await signIn(page, await createPerson(stack));
    await page.getByTestId("logout").getByRole("link").click();
    await expect(page).toHaveURL(/\/logout$/);
    expect(await readSessionStatus(page, stack)).toBe(401);
  });
});

test("O15: a sign-out link made for another session asks first", async ({ page, browser, stack }) => {
  await signIn(page, await createPerson(stack));
  const attacker = await browser.newContext({ baseURL: stack.urls.foyer });
  const attackersPage = await attacker.newPage();
  await signIn(attackersPage, await createPerson(stack));
  const link = await attackersPage.getByTestId("logout").getByRole("link").getAttribute("href");
  await attacker.close();

  await page.goto(link ?? "");
  await expect(page.getByTestId("logout-confirmation")).toBeVisible();
  expect(await readSessionStatus(page, stack)).toBe(200);
});

test("O15: a sign-out form without the session's token is refused", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  for (const csrf_token of ["", "forged"]) {
    const answer = await page.request.post("/logout", { form: { csrf_token }, maxRedirects: 0 });
    expect(answer.status()).toBe(403);
  }
  expect(await readSessionStatus(page, stack)).toBe(200);
});

test("F15: after a sign-out, Back shows nothing of the account", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  await page.getByTestId("logout").getByRole("link").click();
  await expect(page).toHaveURL(/\/logout$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/login/);
  expect(await page.content()).not.toContain(person.email);
});

test("F15: a page that names who is signed in is asked for anew where the browser kept it", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  await page.getByTestId("logout").getByRole("link").click();
  const farewell = page.getByTestId("signed-out");
  await expect(farewell).toContainText(person.email);
  // Playwright starts Chromium without its page cache; WebKit's tells of itself by this event.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect(farewell).not.toContainText(person.email);
});
