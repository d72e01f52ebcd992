/** A sign-in by a provider that an attacker's own app began over Kratos' native API, and that somebody else is led into. */

import type { Browser, Page } from "@playwright/test";
import { beginNativeSignIn, type NativeSignIn } from "../../support/native-attacker";
import { createPerson, newPerson, signIn } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { answerProvider, catchCallback, openProvider, signInVia } from "../../support/provider";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("F19: a link to another app's callback hands nobody's session to who began it", async ({
    page,
    browser,
    stack,
  }) => {
    const mallory = newPerson();
    const native = await beginAsMallory(browser, stack, mallory.email);
    const victim = await createPerson(stack);
    await signIn(page, victim);
    const { state } = native;
    await page.goto(`/self-service/methods/oidc/callback/acme?${new URLSearchParams({ state, code: "x" })}`);
    await expectRefused(page, javaScriptEnabled);
    await page.getByRole("link", { name: "Go to your account" }).click();
    await expectSignedIn(page);
    expect(await native.exchange()).toBe(mallory.email);
  });

  test("F19: an answer that is posted, as some providers do, is looked at like one by a link", async ({
    page,
    browser,
    stack,
  }) => {
    const mallory = newPerson();
    const { state, exchange } = await beginAsMallory(browser, stack, mallory.email);
    const victim = await createPerson(stack);
    await signIn(page, victim);
    const posted = await page.request.post("/self-service/methods/oidc/callback/acme", {
      form: { state, code: "x" },
      headers: { accept: "text/html", origin: "https://provider.example", "sec-fetch-site": "cross-site" },
    });
    // Later versions turn it into a GET, which Foyer refuses; Kratos v1.3 takes posts of one provider alone.
    expect([400, 403]).toContain(posted.status());
    expect(await exchange()).toBe(mallory.email);
  });

  test("F19: a link to the provider for another app's sign-in hands over nobody's session", async ({
    page,
    browser,
    stack,
  }) => {
    const mallory = newPerson();
    const native = await beginAsMallory(browser, stack, mallory.email);
    const victim = { email: newPerson().email, name: "Ada Lovelace" };
    await page.goto(native.provider);
    await answerProvider(page, victim);
    await expectRefused(page, javaScriptEnabled);
    await page.getByRole("link", { name: "Go to sign in" }).click();
    await signInVia(page, stack, "acme", victim);
    await expectSignedIn(page);
    expect(await native.exchange()).toBe(mallory.email);
  });

  test("F19: a page shows no flow of a native app: who signs in does so in a flow of their own", async ({
    page,
    browser,
    stack,
  }) => {
    const mallory = newPerson();
    const native = await beginAsMallory(browser, stack, mallory.email);
    await page.goto(`/login?flow=${native.flow}`);
    await expect(page.getByTestId("login-flow")).toBeVisible();
    await signInVia(page, stack, "acme", { email: newPerson().email, name: "Ada Lovelace" });
    await expectSignedIn(page);
    expect(await native.exchange()).toBe(mallory.email);
  });
});

test("F19: what was begun in two tabs may come back in each, as often as its page is reloaded", async ({
  page,
  context,
  stack,
}) => {
  const other = await context.newPage();
  await page.goto("/login");
  await other.goto("/login");
  // Acme tells everything that the schema wants, so its answer signs in at once.
  await openProvider(page, stack, "globex");
  await openProvider(other, stack, "acme");
  const who = { email: newPerson().email, name: "Ada Lovelace" };
  const callback = await catchCallback(other, who);
  await other.goto(callback);
  await expectSignedIn(other);
  // Kratos leads on whoever is signed in: it was asked.
  await other.goto(callback);
  await expect(other.getByText("The way back from the provider was lost")).toHaveCount(0);
  await answerProvider(page, { email: newPerson().email, name: "Grace Hopper" });
  await page.waitForURL((url) => url.origin === stack.urls.foyer);
  await page.goto("/account");
  await expectSignedIn(page);
});

/**
 * The attacker's app has signed in once by itself, so that it holds both halves of the exchange. To an account that was
 * there before: with a new one Kratos moves the exchange to the flow of the registration, which has another `state`.
 */
async function beginAsMallory(browser: Browser, stack: Stack, email: string): Promise<NativeSignIn> {
  await signInAsMallory(browser, stack, email);
  return signInAsMallory(browser, stack, email);
}

async function signInAsMallory(browser: Browser, stack: Stack, email: string): Promise<NativeSignIn> {
  const native = await beginNativeSignIn(stack, "acme");
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto(native.provider);
  await native.answer(await catchCallback(theirs, { email, name: "Mallory Malone" }));
  await context.close();
  expect(await native.exchange()).toBe(email);
  return native;
}

async function expectRefused(page: Page, javaScriptEnabled: boolean): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The way back from the provider was lost");
  if (javaScriptEnabled) await expectAccessible(page);
}
