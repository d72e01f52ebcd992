/** The second step of a sign-in: authenticator app, backup codes, security key, and what is kept closed until then. */

import { allow, expectAtApp, readClaims, startAtApp } from "../../support/app";
import { addAuthenticator } from "../../support/authenticator";
import {
  createPerson,
  type Person,
  readSessionStatus,
  removeCredential,
  signIn,
  signInWithPassword,
} from "../../support/people";
import { expectSignedIn, signOut } from "../../support/people-pages";
import { confirmIdentity } from "../../support/privileged";
import { withAndWithoutScript } from "../../support/script";
import { addLookupCodes, addSecurityKey, addTotp, codeOf, enterTotpCode } from "../../support/settings";
import { expect, expectAccessible, type Stack, test } from "../../support/test";
import { UserAgent } from "../../support/user-agent.mjs";
import { sendPassword } from "../../support/walk";

withAndWithoutScript((javaScriptEnabled) => {
  test("F11: with an authenticator app, a password alone shows nothing of the account", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    const secret = await addTotp(page);
    await signOut(page);
    await page.goto(`/login?return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions?a=1`)}`);
    await signInWithPassword(page, person);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second step");
    for (const path of ["/account", "/settings", "/sessions", "/account/apps"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }), path).toHaveText("Second step");
      await expect(page.locator("body"), path).not.toContainText(person.email);
      await expect(page.getByTestId("logout-link"), path).toBeVisible();
    }
    await page.goto(`/login?return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions?a=1`)}`);
    if (javaScriptEnabled) await expectAccessible(page);
    const field = page.locator('[name="totp_code"]');
    await field.fill(codeOf(secret) === "000000" ? "111111" : "000000");
    await page.locator('button[name="method"][value="totp"]').click();
    await expect(page.getByTestId("ui/message/4000008").first()).toBeVisible();
    await expect(page.locator('[name="totp_code"]')).toHaveValue("");
    await enterTotpCode(page, secret);
    await expect(page).toHaveURL(`${stack.urls.foyer}/sessions?a=1`);
  });

  test("a second step that was taken off the account while it is asked for leads on", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await addTotp(page);
    await signOut(page);
    await page.goto(`/login?return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions?a=1`)}`);
    await signInWithPassword(page, person);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second step");
    await removeCredential(stack, person.id, "totp");
    await page.locator('[name="totp_code"]').fill("000000");
    await page.locator('button[name="method"][value="totp"]').click();
    await page.getByRole("link", { name: "Go on" }).click();
    await expect(page).toHaveURL(`${stack.urls.foyer}/sessions?a=1`);
  });

  test("O12: prompt=login asks for the password too, when the second step was all that was left", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    const secret = await addTotp(page);
    await signOut(page);
    await signInWithPassword(page, person);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second step");
    await startAtApp(page, stack, { prompt: "login" });
    await enterTotpCode(page, secret);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it is you");
    await page.locator('[name="password"]').fill(person.password);
    await page.locator('button[name="method"][value="password"]').click();
    await allow(page);
    await expectAtApp(page, stack);
  });

  test("a backup code opens the account once, and never again", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    const [first = "", second = ""] = await addLookupCodes(page);
    await addTotp(page);
    await signOut(page);
    const enter = async (code: string) => {
      await page.locator('[name="lookup_secret"]').fill(code);
      await page.locator('button[name="method"][value="lookup_secret"]').click();
    };
    await signInWithPassword(page, person);
    await enter(first);
    await expectSignedIn(page);
    await signOut(page);
    await signInWithPassword(page, person);
    await enter(first);
    await expect(page.getByTestId("form-messages")).toBeVisible();
    await expect(page).toHaveURL(/\/login/);
    await enter(second);
    await expectSignedIn(page);
  });

  test("who has few backup codes left is told where they are shown", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    const codes = await addLookupCodes(page);
    const section = page.locator("#settings-lookup_secret");
    const show = async () => {
      await page.goto("/settings");
      await page.locator('[name="lookup_secret_reveal"]').click();
    };
    for (const code of codes.slice(0, 8)) await spendCode(stack, person, code);
    await show();
    await expect(section).toContainText("8 of 12 codes used.");
    await expect(section).not.toContainText("Generate new ones");
    await spendCode(stack, person, codes[8] ?? "");
    await show();
    await expect(section).toContainText("9 of 12 codes used. Generate new ones before you run out.");
    if (javaScriptEnabled) await expectAccessible(page);
  });
});

/** Signs in with a backup code, in a browser of its own. */
async function spendCode(stack: Stack, person: Person, code: string): Promise<void> {
  const agent = new UserAgent();
  const step = await sendPassword(agent, await agent.open(`${stack.urls.foyer}/login`), person);
  const page = await agent.submit(step, "method=lookup_secret", { fill: { lookup_secret: code } });
  expect(page.has("logout"), page.text).toBe(true);
}

test("F11: several second factors are offered on one page, and the security key completes it", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await addAuthenticator(page);
  await signIn(page, person);
  await addLookupCodes(page);
  await addTotp(page);
  await addSecurityKey(page, "Blue key");
  await signOut(page);
  await signInWithPassword(page, person);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second step");
  await expect(page.locator('[name="totp_code"]')).toBeVisible();
  await expect(page.locator('[name="lookup_secret"]')).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([
    "Or use a security key",
    "Or use a backup code",
  ]);
  await expectAccessible(page);
  const key = page.getByTestId("passwordless-flow");
  await expect(key.locator('[name="webauthn_login_trigger"]')).toBeVisible();
  await key.locator('[name="webauthn_login_trigger"]').click();
  await expectSignedIn(page);
  await page.goto("/sessions");
  await expect(page.getByTestId("session").first()).toContainText("a security key");
});

test("O12: prompt=login is met by a password and the security key again", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await addAuthenticator(page);
  await signIn(page, person);
  await addSecurityKey(page, "Blue key");
  await startAtApp(page, stack, { prompt: "login", acr_values: "aal2" });
  await confirmIdentity(page, person);
  await page.getByTestId("passwordless-flow").locator('[name="webauthn_login_trigger"]').click();
  await allow(page);
  await expectAtApp(page, stack);
  expect((await readClaims(page)).acr).toBe("aal2");
});

test("O12: prompt=login is met by a password and another backup code", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  const [code = ""] = await addLookupCodes(page);
  await startAtApp(page, stack, { prompt: "login", acr_values: "aal2" });
  await confirmIdentity(page, person);
  await page.locator('[name="lookup_secret"]').fill(code);
  await page.locator('button[name="method"][value="lookup_secret"]').click();
  await allow(page);
  await expectAtApp(page, stack);
  expect((await readClaims(page)).acr).toBe("aal2");
});

test("a second step is asked for by the page that needs it, and a way out is always there", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  await addTotp(page);
  await signOut(page);
  await signInWithPassword(page, person);
  await page.getByTestId("logout-link").click();
  await expect(page).toHaveURL(/\/logout$/);
  expect(await readSessionStatus(page, stack)).toBe(401);
});
