/** The consent page: what it shows, what the person's answer gives, and what is remembered. */

import type { Page } from "@playwright/test";
import {
  allow,
  expectAtApp,
  forgetAtApp,
  readAccessToken,
  readAppError,
  readClaims,
  startAtApp,
} from "../../support/app";
import { createPerson, signIn, signInWithPassword } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("shows who asks, for whom, for what, where the answer goes; remembers nothing unasked", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await startAtApp(page, stack, { audience: `${stack.urls.relyingParty}/api` });
    const consent = page.getByTestId("consent");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Allow Demo app?");
    await expect(consent).toContainText(person.email);
    await expect(consent).toContainText(new URL(stack.urls.relyingParty).host);
    for (const words of ["Know who you are", "See your email address", "Keep access while you are away"])
      await expect(consent.getByRole("checkbox", { name: words })).toBeChecked();
    await expect(consent.getByRole("link", { name: "Privacy policy" })).toHaveAttribute(
      "href",
      `${stack.urls.relyingParty}/privacy`,
    );
    await expect(consent.getByRole("link", { name: "Terms of service" })).toBeVisible();
    await expect(consent.locator('[name="remember"]')).not.toBeChecked();
    if (javaScriptEnabled) await expectAccessible(page);
  });

  test("the access token has the ticked scopes and no other; claims follow", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await startAtApp(page, stack);
    await page.getByRole("checkbox", { name: "See your email address" }).uncheck();
    await page.getByRole("checkbox", { name: "Keep access" }).uncheck();
    await allow(page);
    await expectAtApp(page, stack);
    expect((await readAccessToken(page)).scope).toEqual(["openid", "profile"]);
    const claims = await readClaims(page);
    expect(claims).toMatchObject({ sub: person.id, given_name: person.firstName });
    expect(claims).not.toHaveProperty("email");
  });

  test("denying tells the app access_denied", async ({ page, stack }) => {
    await signIn(page, await createPerson(stack));
    await startAtApp(page, stack);
    await page.getByRole("button", { name: "Deny" }).click();
    expect(await readAppError(page)).toMatchObject({ error: "access_denied" });
  });

  test("“not you?” signs out and asks who it is; the app gets the other person", async ({ page, stack }) => {
    const [first, second] = [await createPerson(stack), await createPerson(stack)];
    await signIn(page, first);
    await startAtApp(page, stack);
    await page.getByRole("button", { name: "Not you?" }).click();
    await signInWithPassword(page, second);
    await expect(page.getByTestId("consent")).toContainText(second.email);
    await allow(page);
    await expectAtApp(page, stack);
    expect(await readClaims(page)).toMatchObject({ sub: second.id, email: second.email });
  });

  test("Back and Forward, or F5, lead to a consent that Hydra still takes the answer of", async ({
    page,
    stack,
  }) => {
    await startAtApp(page, stack);
    await signInWithPassword(page, await createPerson(stack));
    const consent = page.getByTestId("consent");
    await expect(consent).toBeVisible();
    const older = new URL(page.url()).searchParams.get("consent_challenge") ?? "";
    await page.goBack();
    await expect(consent).toBeVisible();
    await expect(page).not.toHaveURL((url) => url.searchParams.get("consent_challenge") === older);
    await page.goForward();
    await expect(consent).toBeVisible();
    await page.reload();
    await allow(page);
    await expectAtApp(page, stack);
  });

  for (const answer of ["Allow", "Deny"])
    test(`O7: Back after ${answer} says that it is done, and offers neither`, async ({ page, stack }) => {
      await signIn(page, await createPerson(stack));
      await startAtApp(page, stack);
      const consent = page.getByTestId("consent");
      await consent.getByRole("button", { name: answer }).click();
      await page.waitForURL(`${stack.urls.relyingParty}/**`);
      await page.goBack();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This is already done");
      await expect(consent).toHaveCount(0);
    });

  test("a remembered consent is not asked again, an unremembered one is", async ({ page, stack }) => {
    await signIn(page, await createPerson(stack));
    await startAtApp(page, stack);
    await allow(page);
    await expectAtApp(page, stack);
    await forgetAtApp(page);
    await startAtApp(page, stack);
    await page.locator('[name="remember"]').check();
    await allow(page);
    await expectAtApp(page, stack);
    await forgetAtApp(page);
    await startAtApp(page, stack);
    await expectAtApp(page, stack);
  });
});

test("“not you?” keeps what else the app asked for: prompt=consent still asks", async ({ page, stack }) => {
  const [first, second] = [await createPerson(stack), await createPerson(stack)];
  await signIn(page, first);
  await startAtApp(page, stack, { client: "first-party", prompt: "consent" });
  await page.getByRole("button", { name: "Not you?" }).click();
  await signInWithPassword(page, second);
  await expect(page.getByTestId("consent")).toContainText(second.email);
});

test("“not you?”, after the session ended, asks who it is", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  await startAtApp(page, stack);
  await page.context().clearCookies({ name: "ory_kratos_session" });
  await page.getByRole("button", { name: "Not you?" }).click();
  await expect(page.getByTestId("login-flow")).toBeVisible();
});

test("Allow, after the session ended, asks to sign in and then shows the page again", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  await startAtApp(page, stack);
  await page.context().clearCookies({ name: "ory_kratos_session" });
  await allow(page);
  await signInWithPassword(page, person);
  await allow(page);
  await expectAtApp(page, stack);
});

test("Allow, after a sign-out in another tab, asks to sign in, and its answer reaches the app", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  await startAtApp(page, stack);
  await signOutElsewhere(page);
  await allow(page);
  await signInWithPassword(page, person);
  await allow(page);
  await expectAtApp(page, stack);
});

for (const [what, press] of [
  ["Allow", allow],
  ["F5", (page: Page) => page.reload()],
] as const)
  test(`${what}, after signing out and in again in another tab, asks for the consent anew`, async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await startAtApp(page, stack);
    const elsewhere = await signOutElsewhere(page);
    await signIn(elsewhere, person);
    await press(page);
    await expect(page.getByTestId("consent")).toBeVisible();
    await allow(page);
    await expectAtApp(page, stack);
  });

test("what was allowed before is marked, what is new comes first", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  await startAtApp(page, stack, { scope: "openid email" });
  await allow(page);
  await expectAtApp(page, stack);
  await startAtApp(page, stack, { scope: "openid email profile" });
  const rows = page.getByTestId("consent").getByRole("listitem");
  await expect(rows.filter({ hasText: "See your email address" })).toContainText("allowed before");
  await expect(rows.first()).toContainText("See your profile");
  await expect(rows.first()).not.toContainText("allowed before");
});

test("a first-party client (skip_consent) is not asked about; prompt=consent asks all the same", async ({
  page,
  stack,
}) => {
  await signIn(page, await createPerson(stack));
  await startAtApp(page, stack, { client: "first-party" });
  await expectAtApp(page, stack);
  await startAtApp(page, stack, { client: "first-party", prompt: "consent" });
  await expect(page.getByTestId("consent")).toBeVisible();
});

test("O11: a client's name cannot reorder the text around it, nor break the page", async ({
  page,
  stack,
}) => {
  const client = await stack.createClient({
    client_name: `Goo\u202Egle\u2066 ${"W".repeat(500)}`,
    client_secret: "stand-in-secret-of-a-test",
    redirect_uris: [`${stack.urls.relyingParty}/callback`],
    grant_types: ["authorization_code"],
    response_types: ["code"],
    scope: "openid",
    logo_uri: "https://evil.example/logo.png",
  });
  await signIn(page, await createPerson(stack));
  await page.setViewportSize({ width: 320, height: 640 });
  await startAtApp(page, stack, { client: client.client_id, scope: "openid" });
  await expect(page.getByTestId("consent")).toContainText(new URL(stack.urls.relyingParty).host);
  const text = await page.locator("body").innerText();
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(text).not.toContain("W".repeat(200));
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  expect(await page.content()).not.toContain("evil.example");
  await expectAccessible(page);
});

test("an app that asks for nothing but the account says so, and offers nothing to leave ticked", async ({
  page,
  stack,
}) => {
  const redirectUri = `${stack.urls.relyingParty}/callback`;
  const client = await stack.createClient({
    client_name: "Asks for nothing",
    redirect_uris: [redirectUri],
    grant_types: ["authorization_code"],
    response_types: ["code"],
    scope: "openid",
  });
  await signIn(page, await createPerson(stack));
  const query = {
    client_id: client.client_id,
    response_type: "code",
    redirect_uri: redirectUri,
    state: "nothing-asked",
  };
  await page.goto(`${stack.urls.hydraPublic}/oauth2/auth?${new URLSearchParams(query)}`);
  const consent = page.getByTestId("consent");
  await expect(consent).toContainText("It asks for nothing else");
  await expect(consent).not.toContainText("ticked");
  await expect(consent.getByRole("list")).toHaveCount(0);
  await expectAccessible(page);
  await consent.getByRole("button", { name: "Allow" }).click();
  await expect(page).toHaveURL(/code=/);
});

test("V1: /consent without a challenge, with a garbled one or with two is a document", async ({ page }) => {
  const expected: [string, number][] = [
    ["/consent", 400],
    ["/consent?consent_challenge=garbled", 404],
    ["/consent?consent_challenge=a&consent_challenge=b", 400],
  ];
  for (const [path, status] of expected) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(status);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await expectAccessible(page);
});

/** @returns the other tab, where it was signed out */
async function signOutElsewhere(page: Page): Promise<Page> {
  const elsewhere = await page.context().newPage();
  await elsewhere.goto("/account");
  await elsewhere.getByTestId("logout").getByRole("link").click();
  await expect(elsewhere).toHaveURL(/\/logout$/);
  return elsewhere;
}
