/** A recovery link of somebody else's account, opened by a person who is signed in to their own. */

import type { Page } from "@playwright/test";
import { messageAfter } from "../../support/messages";
import { createPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

test.use({
  stackOptions: {
    kratos: { selfservice: { methods: { link: { enabled: true } }, flows: { recovery: { use: "link" } } } },
  },
});

async function whoIs(page: Page, stack: Stack): Promise<string> {
  const answer = await page.request.get(`${stack.urls.kratosPublic}/sessions/whoami`);
  const { identity } = await answer.json();
  return identity.traits.email;
}

withAndWithoutScript((javaScriptEnabled) => {
  test("F20: a recovery link from somebody else says who is signed in here before it is followed", async ({
    page,
    browser,
    stack,
  }) => {
    const [victim, attacker] = [await createPerson(stack), await createPerson(stack)];
    await signIn(page, victim);
    const elsewhere = await browser.newContext({ baseURL: stack.urls.foyer });
    const theirs = await elsewhere.newPage();
    await theirs.goto("/recovery");
    const form = theirs.getByTestId("recovery-flow");
    await form.locator('[name="email"]').fill(attacker.email);
    const { links } = await messageAfter(stack, attacker.email, () =>
      form.locator('button[name="method"][value="link"]').click(),
    );
    await elsewhere.close();
    const link = links.find((one) => one.includes("/self-service/recovery")) ?? "";

    await page.goto(link);
    const main = page.getByTestId("recovery-link");
    await expect(main).toContainText("You are already signed in.");
    await expect(main).toContainText(victim.email);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("link", { name: "Stay signed in" }).click();
    await expect(page).toHaveURL(/\/account$/);
    expect(await whoIs(page, stack)).toBe(victim.email);

    await page.goto(link);
    await page.getByTestId("open-link").click();
    await expect(page).toHaveURL(/\/settings\?flow=/);
    expect(await whoIs(page, stack)).toBe(attacker.email);
  });
});
