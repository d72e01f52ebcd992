/** The account's overview, its sessions, and the error page, on a real Kratos. */

import { createPerson, signIn } from "../../support/people";
import { signOut } from "../../support/people-pages";
import { withAndWithoutScript } from "../../support/script";
import { addLookupCodes, addTotp } from "../../support/settings";
import { expect, expectAccessible, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("the overview says how well the account is protected, and the one next thing worth doing", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack, { verified: true });
    await signIn(page, person);
    await page.goto("/account");
    await expect(page.locator("#security")).toContainText(
      "There is no second step: one is enough to sign in as you.",
    );
    await expect(page.getByTestId("next-add-second-factor")).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByTestId("next-add-second-factor").getByRole("link").click();
    await expect(page).toHaveURL(/\/settings/);
    await addTotp(page);
    await page.goto("/account");
    await expect(page.locator("#security")).toContainText("A password alone does not open your account.");
    await expect(page.getByTestId("next-save-backup-codes")).toBeVisible();
    await addLookupCodes(page);
    await page.goto("/account");
    await expect(page.getByTestId("next-add-passkey")).toBeVisible();
  });

  test("an address that is not verified comes first", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await page.goto("/account");
    await expect(page.getByTestId("next-verify-address")).toBeVisible();
    await expect(page.locator("#security")).toContainText(person.email);
  });

  test("the sessions page names this and other browsers, and ends the other one alone", async ({
    page,
    browser,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    const other = await browser.newContext({
      javaScriptEnabled,
      baseURL: stack.urls.foyer,
      userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    });
    const there = await other.newPage();
    await signIn(there, person);
    await page.goto("/sessions");
    await expect(page.getByTestId("session")).toHaveCount(2);
    await expect(page.getByTestId("session").nth(1)).toContainText("Firefox on Linux");
    await expect(page.getByTestId("session").first()).toContainText("password");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.locator("summary", { hasText: "End session" }).click();
    await page.getByTestId("end-session").click();
    await expect(page.getByRole("status")).toContainText("The session has ended.");
    await expect(page.getByTestId("session")).toHaveCount(1);
    await there.goto("/account");
    await expect(there).toHaveURL(/\/login/);
    await signIn(there, person);
    await page.goto("/sessions");
    await page.locator("summary", { hasText: "End all other sessions" }).click();
    await page.getByTestId("end-other-sessions").click();
    await expect(page.getByRole("status")).toContainText("All other sessions have ended.");
    await there.goto("/account");
    await expect(there).toHaveURL(/\/login/);
    await other.close();
    await page.goto("/account");
    await expect(page.locator("main")).toContainText(person.email);
  });
});

test("the session stands in a `pre` as JSON, behind a disclosure", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  await page.goto("/sessions");
  await expect(page.locator("pre")).toBeHidden();
  const session = JSON.parse((await page.locator("pre").textContent()) ?? "");
  expect(session).toMatchObject({ active: true, identity: { id: person.id } });
  expect(session.authentication_methods[0]).toMatchObject({ method: "password" });
});

test("A1: a session of somebody else cannot be ended, whoever sends its id", async ({
  page,
  browser,
  stack,
}) => {
  const [mine, other] = [await createPerson(stack), await createPerson(stack)];
  const theirs = await browser.newContext({ baseURL: stack.urls.foyer });
  const theirPage = await theirs.newPage();
  await signIn(theirPage, other);
  await theirPage.goto("/sessions");
  const victim = JSON.parse((await theirPage.locator("pre").textContent()) ?? "").id;
  await signIn(page, mine);
  const second = await browser.newContext({ baseURL: stack.urls.foyer });
  await signIn(await second.newPage(), mine);
  await second.close();
  await page.goto("/sessions");
  const token = await page.locator('input[name="csrf_token"]').first().getAttribute("value");
  for (const id of [victim, "00000000-0000-4000-8000-000000000000", "..%2f..", ""]) {
    const response = await page.request.post(`${stack.urls.foyer}/sessions`, {
      form: { csrf_token: token ?? "", decision: "end", id },
      headers: { origin: stack.urls.foyer },
      maxRedirects: 0,
    });
    expect(response.status(), id).toBe(404);
  }
  await theirPage.goto("/account");
  await expect(theirPage.locator("main")).toContainText(other.email);
  await theirs.close();
  await page.goto("/sessions");
  await expect(page.getByTestId("session")).toHaveCount(2);
});

test("A3: nothing of the account is shown, or done, without a session", async ({ page, stack }) => {
  for (const path of ["/account", "/welcome", "/settings", "/sessions", "/account/apps"]) {
    await page.goto(path);
    await expect(page, path).toHaveURL(/\/login/);
  }
  for (const path of ["/sessions", "/account/apps"]) {
    const response = await page.request.post(stack.urls.foyer + path, {
      form: { decision: "end-others" },
      headers: { origin: stack.urls.foyer },
    });
    expect(response.status(), path).toBe(401);
  }
});

test("the error page has words, a reference and a way out, and none of Kratos' debug detail", async ({
  page,
  stack,
}) => {
  const response = await page.goto("/error?id=00000000-0000-4000-8000-000000000000");
  expect(response?.status()).toBeGreaterThanOrEqual(400);
  await expect(page.getByTestId("ui/error/message")).toContainText("Start again from the beginning");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Go to sign in" }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto("/error?id=stub:500");
  await expect(page.getByTestId("ui/error/message")).toBeVisible();
  const box = (await page.getByTestId("code-box").textContent()) ?? "";
  expect(Object.keys(JSON.parse(box))).not.toContain("debug");
  await expect(page.locator("main")).toContainText("Reference");
  await signIn(page, await createPerson(stack));
  await page.goto("/error?id=stub:500");
  await expect(page.getByRole("link", { name: "Go to your account" })).toBeVisible();
  await signOut(page);
});
