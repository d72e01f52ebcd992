/** Many tabs in one browser: each answers for the app, or the page, that it was opened for. */

import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { startAtApp } from "../../support/app";
import { createPerson, signIn, signInWithPassword } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, type Stack, test } from "../../support/test";

/** More than there are cookies for: a browser keeps four pending requests. */
const APPS = 6;

withAndWithoutScript(() => {
  test("O24: a form that is sent after another tab signed in goes on with its own app", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const tabs = await openTabs(page, stack, APPS);
    await signInWithPassword(tabs[0].page, person);
    await expectConsent(tabs[0]);
    for (const tab of tabs.slice(1)) {
      await signInWithPassword(tab.page, person);
      await expectConsent(tab);
    }
  });

  test("O24: a tab that is reloaded after another signed in goes on with its own app", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const tabs = await openTabs(page, stack, APPS);
    await signInWithPassword(tabs[2].page, person);
    await expectConsent(tabs[2]);
    for (const tab of tabs.filter((other) => other !== tabs[2])) {
      await tab.page.reload();
      await expectConsent(tab);
    }
  });

  test("O24: a tab that showed a mistake goes on with its own app, reloaded or sent again", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const tabs = await openTabs(page, stack, 3);
    for (const tab of tabs) {
      await signInWithPassword(tab.page, { ...person, password: "not the password" });
      await expect(tab.page.getByTestId("ui/message/4000006")).toBeVisible();
    }
    const [first, second, third] = tabs;
    if (!first || !second || !third) throw new Error("three tabs were opened");
    await signInWithPassword(first.page, person);
    await expectConsent(first);
    // Not the newest request, to which a page leads that does not know its own.
    await second.page.reload();
    await expectConsent(second);
    await signInWithPassword(third.page, person);
    await expectConsent(third);
  });

  test("O24: a registration that is sent after another tab signed in goes on with its own app", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const [first, second, third] = await openTabs(page, stack, 3);
    if (!first || !second || !third) throw new Error("three tabs were opened");
    await first.page.getByTestId("signup-link").click();
    await expect(first.page.getByTestId("registration-flow")).toBeVisible();
    await signInWithPassword(second.page, person);
    await expectConsent(second);
    const form = first.page.getByTestId("registration-flow");
    await form.locator('[name="traits.email"]').fill(`other-${person.email}`);
    await form.locator('[name="traits.name.first"]').fill("Eve");
    await form.locator('button[name="method"][value="profile"]').click();
    await expectConsent(first);
    await expect(third.page.getByTestId("login-flow")).toBeVisible();
  });

  test("O24: a tab of no app leads to no app, sent or reloaded after another signed in", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const returnTo = `${stack.urls.foyer}/sessions`;
    const plain = await page.context().newPage();
    const sessions = await page.context().newPage();
    const reloaded = await page.context().newPage();
    await plain.goto("/login");
    await sessions.goto(`/login?return_to=${encodeURIComponent(returnTo)}`);
    await reloaded.goto(`/login?return_to=${encodeURIComponent(returnTo)}`);
    const [app, other] = await openTabs(page, stack, 2);
    if (!app || !other) throw new Error("two tabs were opened");
    await signInWithPassword(app.page, person);
    await expectConsent(app);
    await signInWithPassword(plain, person);
    await expect(plain).toHaveURL(/\/(welcome|account)$/);
    await signInWithPassword(sessions, person);
    await expect(sessions).toHaveURL(returnTo);
    await reloaded.reload();
    await expect(reloaded).toHaveURL(returnTo);
  });

  test("O24: every app that waits is offered on the account page, by its name", async ({ page, stack }) => {
    const person = await createPerson(stack);
    const tabs = await openTabs(page, stack, 2);
    const own = await page.context().newPage();
    await signIn(own, person);
    for (const tab of tabs) {
      await own.goto("/account");
      await own.getByRole("link", { name: `Continue to ${tab.app}` }).click();
      await expectConsent({ ...tab, page: own });
    }
  });
});

interface Tab {
  page: Page;
  app: string;
}

async function openTabs(page: Page, stack: Stack, count: number): Promise<[Tab, Tab, Tab, ...Tab[]] | Tab[]> {
  const tabs: Tab[] = [];
  for (let number = 1; number <= count; number += 1) {
    const app = `App ${number} ${randomBytes(3).toString("hex")}`;
    const client = await stack.createClient({
      client_name: app,
      grant_types: ["authorization_code"],
      response_types: ["code"],
      scope: "openid email",
      redirect_uris: [`${stack.urls.relyingParty}/callback`],
    });
    const tab = number === 1 ? page : await page.context().newPage();
    await startAtApp(tab, stack, { client: client.client_id, scope: "openid email" });
    await expect(tab.getByTestId("login-flow")).toBeVisible();
    tabs.push({ page: tab, app });
  }
  return tabs;
}

async function expectConsent({ page, app }: Tab): Promise<void> {
  await expect(page.getByTestId("consent")).toContainText(app);
}
