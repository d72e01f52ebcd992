/** Signing out from an app: asked first unless it may, both servers end, back to the app. */

import { expectAtApp, expectToldOfSignOut, signInAtApp, startAtApp } from "../../support/app";
import { createPerson, readSessionStatus, signInWithPassword } from "../../support/people";
import { getProxies, RECORDED_STACK } from "../../support/recorded-stack";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: RECORDED_STACK });

const ACCEPT = /^PUT \/admin\/oauth2\/auth\/requests\/logout\/accept/;

withAndWithoutScript((javaScriptEnabled) => {
  test("O15, O16: the app's sign-out is confirmed, ends both sessions, leads back with its state", async ({
    page,
    stack,
  }) => {
    await signInAtApp(page, stack, await createPerson(stack));
    const { hydra } = getProxies();
    await page.locator("#sign-out").click();
    await expect(page.getByTestId("logout-confirmation")).toContainText("Demo app");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.reload();
    expect(hydra.matching(ACCEPT)).toEqual([]);
    expect(await readSessionStatus(page, stack)).toBe(200);

    await page.getByTestId("logout-accept").click();
    await expect(page).toHaveURL(new RegExp(`^${stack.urls.relyingParty}/\\?state=.+`));
    expect(hydra.matching(ACCEPT)).toHaveLength(1);
    expect(await readSessionStatus(page, stack)).toBe(401);
    await startAtApp(page, stack);
    await expect(page.getByTestId("login-flow")).toBeVisible();
    await startAtApp(page, stack, { prompt: "none" });
    await expect(page.getByTestId("rp-error")).toContainText("login_required");
  });

  test("staying signed in ends nothing", async ({ page, stack }) => {
    await signInAtApp(page, stack, await createPerson(stack));
    await page.locator("#sign-out").click();
    await page.getByTestId("logout-reject").click();
    await expect(page).toHaveURL(`${stack.urls.foyer}/account`);
    expect(await readSessionStatus(page, stack)).toBe(200);
  });
});

test("a client with skip_logout_consent signs its own person out without a question (O16)", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await startAtApp(page, stack, { client: "first-party" });
  await signInWithPassword(page, person);
  await expectAtApp(page, stack);
  await page.locator("#sign-out").click();
  await expect(page).toHaveURL(new RegExp(`^${stack.urls.relyingParty}/\\?state=.+`));
  expect(await readSessionStatus(page, stack)).toBe(401);
});

test("O14: somebody else's id_token_hint asks first, whatever the client may", async ({
  page,
  browser,
  stack,
}) => {
  const attacker = await browser.newContext({ baseURL: stack.urls.foyer });
  const attackersPage = await attacker.newPage();
  await startAtApp(attackersPage, stack, { client: "first-party" });
  await signInWithPassword(attackersPage, await createPerson(stack));
  await expectAtApp(attackersPage, stack);
  // The link alone: following it would end the session that the hint is about.
  const signOut = await attacker.request.post(`${stack.urls.relyingParty}/logout`, { maxRedirects: 0 });
  const link = signOut.headers().location ?? "";
  expect(link).toContain("id_token_hint=");
  await attacker.close();

  await signInAtApp(page, stack, await createPerson(stack));
  const { hydra } = getProxies();
  await page.goto(link);
  await expect(page.getByTestId("logout-confirmation")).toContainText("another account");
  await expectAccessible(page);
  expect(hydra.matching(ACCEPT)).toEqual([]);
  expect(await readSessionStatus(page, stack)).toBe(200);
});

test("O15: a sign-out form with another challenge's token, or none, is refused", async ({ page, stack }) => {
  await signInAtApp(page, stack, await createPerson(stack));
  await page.locator("#sign-out").click();
  const form = page.getByTestId("logout-accept").locator("xpath=ancestor::form");
  const challenge = await form.locator('[name="logout_challenge"]').inputValue();
  const csrf_token = await form.locator('[name="csrf_token"]').inputValue();
  const { hydra } = getProxies();
  for (const fields of [
    { logout_challenge: challenge, csrf_token: "forged" },
    { logout_challenge: challenge, csrf_token: "" },
    { logout_challenge: `${challenge}x`, csrf_token },
  ]) {
    const answer = await page.request.post("/logout", {
      form: { ...fields, decision: "accept" },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(403);
  }
  expect(hydra.matching(/^PUT /)).toEqual([]);
});

test("a sign-out sent twice ends once and leads to the same place", async ({ page, stack }) => {
  await signInAtApp(page, stack, await createPerson(stack));
  await page.locator("#sign-out").click();
  await expect(page.getByTestId("logout-confirmation")).toBeVisible();
  const url = page.url();
  await page.getByTestId("logout-accept").click();
  await expect(page).toHaveURL(new RegExp(`^${stack.urls.relyingParty}/\\?state=.+`));
  await page.goto(url);
  await expect(page).toHaveURL(new RegExp(`^${stack.urls.relyingParty}/`));
});

test("O16: a sign-out at Foyer alone ends Hydra's session too, and the app hears of it", async ({
  page,
  stack,
}) => {
  await signInAtApp(page, stack, await createPerson(stack));
  await page.goto("/welcome");
  await page.getByTestId("logout").getByRole("link").click();
  await expect(page).toHaveURL(/\/logout$/);
  await startAtApp(page, stack, { prompt: "none" });
  await expect(page.getByTestId("rp-error")).toContainText("login_required");
  await expectToldOfSignOut(page, stack);
});
