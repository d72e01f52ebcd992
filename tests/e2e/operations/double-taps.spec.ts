/** A button that is pressed again before the first press has its answer: a slow network, and no script to stop the second. */

import { type Page, request as requests } from "@playwright/test";
import { codeAfter, enterCode } from "../../support/messages";
import { createPerson, newPerson, register } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { askForRecoveryCode } from "../../support/recovery";
import { expect, test } from "../../support/test";

test.use({ javaScriptEnabled: false });

/** Sends each form a moment before the browser does: what that is answered never reaches the browser, nor do its cookies. */
async function pressTwice(page: Page): Promise<void> {
  await page.route("**/self-service/**", async (route, request) => {
    if (request.method() === "POST") {
      const cookies = await page.context().cookies(request.url());
      const first = await requests.newContext();
      const answer = await first.fetch(request.url(), {
        method: "POST",
        maxRedirects: 0,
        headers: {
          ...(await request.allHeaders()),
          cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
        },
        data: request.postDataBuffer() ?? undefined,
      });
      expect(answer.status()).toBe(303);
      await first.dispose();
    }
    await route.continue();
  });
}

test("P21: a registration that is sent twice ends signed in, and does not meet its own account", async ({
  page,
}) => {
  await page.goto("/registration");
  await pressTwice(page);
  await register(page, newPerson());
  await expectSignedIn(page);
});

test("P21: a sign-in code that is sent twice signs in", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await page.goto("/login");
  await page.locator('[name="identifier"]').first().fill(person.email);
  const ask = () => page.locator('button[name="method"][value="code"]').first().click();
  const code = await codeAfter(stack, person.email, ask);
  await pressTwice(page);
  await enterCode(page, code);
  await expectSignedIn(page);
});

test("P21: a recovery code that is sent twice recovers the account", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await page.goto("/recovery");
  const code = await askForRecoveryCode(page, stack, person.email);
  await pressTwice(page);
  await enterCode(page, code);
  await expect(page.getByTestId("ui/message/1060001")).toBeVisible();
});
