/** What `npm run demo` puts into its servers, as the console shows it. */

import type { Page } from "@playwright/test";
import { getConsole, signInToConsole } from "../../support/console/operator";
import { expect, test } from "../../support/test";

test.use({ stackOptions: { console: "oidc", demoData: true } });

test("the demo has people on several pages, each found by what they sign in with", async ({
  page,
  stack,
}) => {
  await signInToConsole(page, stack, "/identities");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page.getByRole("link", { name: "Back to the start" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Find by id or address" }).fill("ada.abel@people.example");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("ada.abel@people.example");
  await expect(page.locator("#grants")).toContainText("Webmail");
  await expect(page.locator("#sessions")).toContainText("active");
});

test("every address that the demo names shows a page to whoever opens it", async ({ stack: { urls } }) => {
  for (const url of [urls.relyingParty, urls.foyer, urls.mail, urls.upstreamIdp]) {
    const answer = await fetch(url);
    expect(answer.status, url).toBe(200);
    expect(await answer.text(), url).toContain("<h1");
  }
});

test("the demo has mail that failed, each with its cause and what to do", async ({ page, stack }) => {
  const { url } = getConsole(stack);
  await signInToConsole(page, stack, "/messages");
  for (const { recipient, cause } of [
    { recipient: "no-such-mailbox@people.example", cause: "There is no such mailbox" },
    {
      recipient: "blocked-by-policy@people.example",
      cause: "The mail server refused the mail by its policy",
    },
    { recipient: "put-off@people.example", cause: "The mail server put it off" },
  ]) {
    // As a mail program shows it: Kratos keeps it as the account has it, and looks for exactly that.
    const typed = `Somebody <${recipient.toUpperCase()}>`;
    await page.goto(`${url}/messages?recipient=${encodeURIComponent(typed)}`);
    await page.getByRole("link", { name: recipient }).first().click();
    await reloadUntil(page, "main", cause);
  }
});

test("the demo has apps of every kind, some of them worth a look", async ({ page, stack }) => {
  await signInToConsole(page, stack);
  await reloadUntil(page, "#attention", "no-such-mailbox@people.example");
  await page.locator("#attention").getByRole("link", { name: "Old intranet" }).click();
  await expect(page.locator("#risks")).toContainText("The implicit flow puts tokens into addresses");
  await expect(page.locator("#risks")).toContainText("http is for this machine alone");
});

/** The courier works beside the test: what it did is there at a later look. */
async function reloadUntil(page: Page, selector: string, text: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.locator(selector)).toContainText(text, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
}
