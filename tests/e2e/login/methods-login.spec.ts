/** First factors at sign-in, each on a real Kratos: password, code, social sign-in, passkey. */

import type { Browser, Page } from "@playwright/test";
import { addAuthenticator, withoutSuggestions } from "../../support/authenticator";
import { codeAfter, enterCode } from "../../support/messages";
import { createPerson, newPerson, readSessionStatus, signIn, signInWithPassword } from "../../support/people";
import { expectSignedIn, signOut } from "../../support/people-pages";
import { answerProvider, catchCallback, openProvider, signInVia } from "../../support/provider";
import { withAndWithoutScript } from "../../support/script";
import { addPasskey } from "../../support/settings";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("F14: a wrong password keeps the address and never the password, the right one signs in", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await page.goto(`/login?return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions?a=1&b=2`)}`);
    await signInWithPassword(page, { ...person, password: "not the password" });
    await expect(page.getByTestId("ui/message/4000006")).toBeVisible();
    const form = page.getByTestId("login-flow");
    await expect(form.locator('[name="identifier"]')).toHaveValue(person.email);
    await expect(form.locator('[name="password"]')).toHaveValue("");
    expect(page.url()).not.toContain("not");
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(`${stack.urls.foyer}/sessions?a=1&b=2`);
  });

  test("a code by email signs in, a wrong one is said", async ({ page, stack }) => {
    const { email } = await createPerson(stack);
    await page.goto("/login");
    const code = await codeAfter(stack, email, async () => {
      const form = page.getByTestId("login-flow-code");
      await form.locator('[name="identifier"]').fill(email);
      await form.locator('button[value="code"]').click();
    });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your code");
    await expect(page.locator("main")).toContainText(email);
    if (javaScriptEnabled) await expectAccessible(page);
    const field = page.locator('input[name="code"]');
    await field.fill(code === "000000" ? "111111" : "000000");
    await field.press("Enter");
    await expect(page.getByTestId("ui/message/4010008")).toBeVisible();
    await enterCode(page, code);
    await expectSignedIn(page);
  });

  test("social sign-in of a new person asks for the traits that the provider does not tell", async ({
    page,
    stack,
  }) => {
    const { email } = newPerson();
    await page.goto("/login");
    await expect(page.locator('[name="provider"]')).toHaveCount(2);
    await signInVia(page, stack, "globex", { email });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Almost there");
    await expect(page.locator('[name="traits.email"]').first()).toHaveValue(email);
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("oidc-flow");
    await form.locator('[name="traits.name.first"]').fill("Grace");
    await form.locator('[name="provider"]').click();
    // Kratos asks the provider once more, and this one asks every time.
    await answerProvider(page, { email });
    await expectSignedIn(page);
    await expect(page.locator("main")).toContainText(email);
    await signOut(page);
    await signInVia(page, stack, "globex", { email });
    await expectSignedIn(page);
  });

  test("a sign-in that is cancelled or fails at the provider comes back to a page that goes on", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const returnTo = `${stack.urls.foyer}/settings`;
    await page.goto(`/login?return_to=${encodeURIComponent(returnTo)}`);
    await openProvider(page, stack, "acme");
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page).toHaveURL(/\/login\?flow=/);
    await expect(page.getByTestId("form-messages")).toContainText("The person cancelled the sign-in");
    stack.failNextUpstreamSignIn({ error: "server_error", error_description: "Acme is in trouble." });
    await page.locator('[name="provider"][value="acme"]').click();
    await expect(page.getByTestId("form-messages")).toContainText("Acme is in trouble");
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(/\/settings/);
  });

  test("F12: an address with an account is linked to a provider only after that account signed in", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    await signInVia(page, stack, "acme", { email: person.email, name: "Ada Lovelace" });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Link your accounts");
    const conflict = page.getByTestId("ui/message/1010016");
    await expect(conflict).toContainText(person.email);
    await expect(conflict).toContainText("Acme");
    await expect(page.locator('[name="identifier"]').first()).toHaveValue(person.email);
    expect(await readSessionStatus(page, stack)).toBe(401);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.locator('[name="password"]').fill(person.password);
    await page.locator('button[name="method"][value="password"]').click();
    await expectSignedIn(page);
    await page.goto("/settings");
    await expect(page.locator('[name="unlink"][value="acme"]')).toBeAttached();
  });

  test("F12: a page that links an account names both, however often it refused and sent codes", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    await signInVia(page, stack, "acme", { email: person.email, name: "Ada Lovelace" });
    const conflict = page.getByTestId("ui/message/1010016");
    const expectNamed = async () => {
      await expect(conflict).toContainText(person.email);
      await expect(conflict).toContainText("Acme");
    };
    await page.locator('[name="password"]').fill("not the password");
    await page.locator('button[name="method"][value="password"]').click();
    await expect(page.getByTestId("ui/message/4000006")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Link your accounts");
    await expectNamed();
    if (javaScriptEnabled) await expectAccessible(page);
    const code = await codeAfter(stack, person.email, () =>
      page.locator('button[name="method"][value="code"]').click(),
    );
    await expectNamed();
    await enterCode(page, code);
    await expectSignedIn(page);
    await page.goto("/settings");
    await expect(page.locator('[name="unlink"][value="acme"]')).toBeAttached();
  });

  test("somebody who is signed in already goes on to where they were going", async ({ page, stack }) => {
    await signIn(page, await createPerson(stack));
    await page.goto(`/login?return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions`)}`);
    await expect(page).toHaveURL(`${stack.urls.foyer}/sessions`);
    await page.goto("/registration");
    await expectSignedIn(page);
  });

  test("a refresh says why it asks, and goes on to where it was asked for", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await page.goto(`/login?refresh=true&return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions`)}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it is you");
    await expect(page.locator("main")).toContainText("You are about to change something important");
    await expect(page.getByTestId("signup-link")).toHaveCount(0);
    await expect(page.getByTestId("logout-link")).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await expect(page.getByTestId("login-flow").locator('[name="identifier"]')).toHaveValue(person.email);
    await page.locator('[name="password"]').fill(person.password);
    await page.locator('button[name="method"][value="password"]').click();
    await expect(page).toHaveURL(`${stack.urls.foyer}/sessions`);
  });
});

test("another code is sent at once, a third after a wait told in words; the newest signs in", async ({
  page,
  stack,
}) => {
  const { email } = await createPerson(stack);
  await page.goto("/login");
  const form = page.getByTestId("login-flow-code");
  await codeAfter(stack, email, async () => {
    await form.locator('[name="identifier"]').fill(email);
    await form.locator('button[value="code"]').click();
  });
  const resend = page.locator('button[name="resend"]');
  await codeAfter(stack, email, () => resend.click());
  await expect(resend).toBeEnabled();
  await expect(resend).toHaveText(/\(\d+\)/);
  await resend.click();
  const wait = page.locator('p[role="status"]');
  await expect(wait).toHaveText(/^Please wait \D?\d+ seconds\D? before/);
  await expectAccessible(page);
  await page.evaluate(() => sessionStorage.setItem("foyer-resent", String(Date.now() - 29_000)));
  await expect(resend).toHaveText(/^[^(]+$/);
  await expect(wait).toBeEmpty();
  const code = await codeAfter(stack, email, () => resend.click());
  await enterCode(page, code);
  await expectSignedIn(page);
});

test("without JavaScript another code can be asked for at once", async ({ browser, stack }) => {
  const { email } = await createPerson(stack);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: stack.urls.foyer });
  const page = await context.newPage();
  await page.goto("/login");
  await codeAfter(stack, email, async () => {
    const form = page.getByTestId("login-flow-code");
    await form.locator('[name="identifier"]').fill(email);
    await form.locator('button[value="code"]').click();
  });
  const code = await codeAfter(stack, email, () => page.locator('button[name="resend"]').click());
  await enterCode(page, code);
  await expectSignedIn(page);
  await context.close();
});

test("a passkey signs in by its button", async ({ page, stack }) => {
  const authenticator = await addAuthenticator(page);
  await withoutSuggestions(page);
  await signIn(page, await createPerson(stack));
  await addPasskey(page);
  expect(await authenticator.count()).toBe(1);
  await signOut(page);
  const form = page.locator('form[data-testid="passkey-flow"]');
  await form.locator('[name="passkey_login_trigger"]').click();
  await expectSignedIn(page);
});

test("a passkey signs in by the browser's own suggestion, without a click", async ({ page, stack }) => {
  await addAuthenticator(page);
  await signIn(page, await createPerson(stack));
  await addPasskey(page);
  await page.context().clearCookies();
  const html = await (await page.request.get("/login")).text();
  expect(html).toContain('autoComplete="username webauthn"');
  await page.goto("/login");
  await expectSignedIn(page);
});

test.describe("with a passkey prompt that people close", () => {
  // Kratos' own script logs what the browser answered.
  test.use({ expectedErrors: [/NotAllowedError/] });

  test("a passkey ceremony that is cancelled is said in words, and another way works", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await page.addInitScript(() => {
      CredentialsContainer.prototype.get = () => Promise.reject(new DOMException("", "NotAllowedError"));
    });
    await page.goto("/login");
    await page.locator('[name="passkey_login_trigger"]').click();
    await expect(page.getByText("That was cancelled or took too long")).toBeVisible();
    await signInWithPassword(page, person);
    await expectSignedIn(page);
  });

  test("a passkey prompt that is still open says nothing of the suggestions that gave way to it", async ({
    page,
  }) => {
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => true;
      // Nobody answers; a prompt that is called off ends with the caller's own reason, as the standard has it.
      CredentialsContainer.prototype.get = ({ mediation = "prompt", signal } = {}) => {
        document.documentElement.dataset.asked = mediation;
        return new Promise((_, reject) =>
          signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
        );
      };
    });
    await page.goto("/login");
    const root = page.locator("html");
    await expect(root).toHaveAttribute("data-asked", "conditional");
    await page.locator('[name="passkey_login_trigger"]').click();
    await expect(root).toHaveAttribute("data-asked", "prompt");
    await expect(page.getByTestId("passkey-flow").getByRole("alert")).toBeHidden();
  });
});

/** Somebody else's browser, before a sign-in of their own. */
async function openAttacker(browser: Browser, stack: Stack) {
  const attacker = await browser.newContext({ baseURL: stack.urls.foyer });
  const theirs = await attacker.newPage();
  await theirs.goto("/login");
  return { attacker, theirs };
}

/** Nobody's account at a provider opens this one. */
async function expectNotLinked(page: Page) {
  await page.goto("/settings");
  await expect(page.locator('[name="link"][value="acme"]')).toBeVisible();
  await expect(page.locator('[name="unlink"]')).toHaveCount(0);
}

test("F12: a sign-in that links what somebody else brought opens in no other browser", async ({
  page,
  browser,
  stack,
}) => {
  const victim = await createPerson(stack);
  const { attacker, theirs } = await openAttacker(browser, stack);
  await signInVia(theirs, stack, "acme", { email: victim.email, name: "Mallory" });
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Link your accounts");
  const link = theirs.url();
  // What ties the flow to a browser, as another host of the domain can plant it.
  const cookies = await attacker.cookies(stack.urls.foyer);
  await page.context().addCookies(cookies.filter(({ name }) => name.startsWith("csrf_token")));
  const refuse = async () => {
    await page.goto(link);
    await expect(page.getByTestId("login-flow")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Link your accounts");
    expect(new URL(page.url()).searchParams.get("flow")).not.toBe(new URL(link).searchParams.get("flow"));
  };
  await refuse();
  // Kratos says what it links until a try is refused.
  await theirs.locator('[name="password"]').fill("not the password");
  await theirs.locator('button[name="method"][value="password"]').click();
  await expect(theirs.getByTestId("ui/message/4000006")).toBeVisible();
  await attacker.close();
  await refuse();
  await page.locator('[name="identifier"]').first().fill(victim.email);
  await page.locator('[name="password"]').fill(victim.password);
  await page.locator('button[name="method"][value="password"]').click();
  await expectSignedIn(page);
  await expectNotLinked(page);
});

test("F12: a provider's answer that somebody else began is refused in another browser", async ({
  page,
  browser,
  stack,
}) => {
  const victim = await createPerson(stack);
  const { attacker, theirs } = await openAttacker(browser, stack);
  await openProvider(theirs, stack, "acme");
  const callback = await catchCallback(theirs, { email: newPerson().email, name: "Mallory" });
  expect(callback).toMatch(/\/self-service\/methods\/oidc\/callback\/acme\?.*code=/);
  await attacker.close();
  await signIn(page, victim);
  await page.goto(callback);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The way back from the provider was lost");
  await expectNotLinked(page);
});
