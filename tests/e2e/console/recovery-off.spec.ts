/** The ways in that an operator makes, on a real Kratos that has recovery switched off: which of them lead somewhere. */

import type { Page } from "@playwright/test";
import { openConsole } from "../../support/console/operator";
import { createPerson } from "../../support/people";
import { choosePassword } from "../../support/settings";
import { expect, expectAccessible, test } from "../../support/test";

test.use({
  stackOptions: {
    console: "oidc",
    kratos: { selfservice: { flows: { recovery: { enabled: false } } } },
  },
});

test("C24: with recovery off no invitation is mailed, and a link is named as what works", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await openConsole(page, stack, `/identities/${person.id}`);
  const form = await send(page, "Send an invitation by mail", "invitation.send");
  await expect(form.getByRole("alert")).toContainText("selfservice.flows.recovery.enabled");
  await expect(form.getByRole("alert")).toContainText("make a recovery link");
  expect(stack.messages(person.email)).toEqual([]);
});

test("no recovery code is made that no page would take, and a link is named in its place", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await openConsole(page, stack, `/identities/${person.id}`);
  const form = await send(page, "Make a recovery code", "recovery.code");
  await expect(form.getByRole("alert")).toContainText("no page to type a code on");
  await expect(form.getByRole("alert")).toContainText("Make a recovery link");
  await expectAccessible(page);
});

test("a recovery link opens the account with recovery off, and a password can be chosen", async ({
  page,
  stack,
  browser,
}) => {
  const person = await createPerson(stack);
  await openConsole(page, stack, `/identities/${person.id}`);
  await send(page, "Make a recovery link", "recovery.link");
  const link = await page.locator("#secrets [data-copy-value]").innerText();
  const theirs = await browser.newContext({ baseURL: stack.urls.foyer });
  const other = await theirs.newPage();
  await other.goto(link);
  await other.getByTestId("open-link").click();
  await choosePassword(other, `New-${person.password}`);
  await expect(other.getByTestId("ui/message/1050001")).toBeVisible();

  const again = await theirs.newPage();
  await theirs.clearCookies();
  await again.goto(link);
  await again.getByTestId("open-link").click();
  await expect(again.getByRole("heading", { level: 1 })).toHaveText("Accounts are not recovered here");
  await theirs.close();
});

async function send(page: Page, label: string, testId: string) {
  await page.getByText(label, { exact: true }).click();
  const form = page.getByTestId(testId);
  await form.getByRole("button").click();
  return form;
}
