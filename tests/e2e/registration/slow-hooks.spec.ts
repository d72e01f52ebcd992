/** An operator's web hook that takes its time: the form is waited for, the person told, and nothing happens twice. */

import type { Page } from "@playwright/test";
import { newPerson, type Person } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";
import { startWebHook, type WebHook } from "../../support/traits/web-hook";

/** Longest that a page may wait here; a form may wait for as long as it does without being told. */
const PAGE_MS = 3000;

let hook: WebHook | undefined;

test.use({
  stackOptions: {
    foyerEnv: { FOYER_UPSTREAM_TIMEOUT_MS: String(PAGE_MS) },
    async kratos() {
      hook = await startWebHook();
      const config = { url: hook.url, method: "POST", body: "base64://ZnVuY3Rpb24oY3R4KSB7fQ==" };
      const hooks = [{ hook: "web_hook", config }, { hook: "session" }];
      return {
        selfservice: {
          flows: {
            registration: { after: { password: { hooks } } },
            login: { after: { hooks: [hooks[0]] } },
          },
        },
      };
    },
  },
});

async function fillRegistration(page: Page, person: Person): Promise<void> {
  await page.goto("/registration");
  const form = page.getByTestId("registration-flow");
  await form.locator('[name="traits.email"]').fill(person.email);
  await form.locator('[name="traits.name.first"]').fill(person.firstName);
  await form.locator('button[name="method"][value="profile"]').click();
  await form.locator('[name="password"]').fill(person.password);
}

const toButton = (page: Page) =>
  page.getByTestId("registration-flow").locator('button[name="method"][value="password"]');

test.beforeEach(() => hook?.hold());

/** What is said to somebody who waits; asked before the form is sent, since locators wait for what it leads to. */
function waitForStatus(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        new MutationObserver(() => {
          const words = document.querySelector("button + [role=status]")?.textContent;
          if (words) resolve(words);
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
}

async function releaseLate(): Promise<void> {
  await expect.poll(() => hook?.heldMs).toBeGreaterThan(PAGE_MS);
  hook?.release();
}

withAndWithoutScript((javaScriptEnabled) => {
  test("a registration whose web hook takes longer than a page may ends signed in", async ({ page }) => {
    await fillRegistration(page, newPerson());
    const said = javaScriptEnabled ? waitForStatus(page) : undefined;
    await toButton(page).click({ noWaitAfter: true });
    if (said) expect(await said).toContain("taking a little longer");
    await releaseLate();
    await expectSignedIn(page);
    expect(hook?.asked).toBe(1);
  });

  test("P21: a form that is sent again while its hook runs is one form, and ends signed in", async ({
    page,
  }) => {
    await fillRegistration(page, newPerson());
    const password = page.getByTestId("registration-flow").locator('[name="password"]');
    await password.press("Enter", { noWaitAfter: true });
    await expect.poll(() => hook?.asked).toBe(1);
    // Not by a locator: that would wait for the first one's answer.
    await page.keyboard.press("Enter");
    await releaseLate();
    await expectSignedIn(page);
    expect(hook?.asked).toBe(1);
  });
});
