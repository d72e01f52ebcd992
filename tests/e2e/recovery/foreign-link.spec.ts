/** A recovery link of somebody else's account, opened by a person who is signed in to their own. */

import type { Browser, Page } from "@playwright/test";
import { messageAfter } from "../../support/messages";
import { createPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

test.use({
  stackOptions: {
    kratos: {
      selfservice: {
        methods: { link: { enabled: true } },
        flows: { recovery: { use: "link" }, verification: { use: "link" } },
      },
    },
  },
});

async function whoIs(page: Page, stack: Stack): Promise<string> {
  const answer = await page.request.get(`${stack.urls.kratosPublic}/sessions/whoami`);
  const { identity } = await answer.json();
  return identity.traits.email;
}

/** The link that Kratos mails to somebody who asks for it in a browser of their own. */
async function askForLink(
  browser: Browser,
  stack: Stack,
  kind: "recovery" | "verification",
  email: string,
): Promise<string> {
  const elsewhere = await browser.newContext({ baseURL: stack.urls.foyer });
  const page = await elsewhere.newPage();
  await page.goto(`/${kind}`);
  const form = page.getByTestId(`${kind}-flow`);
  await form.locator('[name="email"]').fill(email);
  const { links } = await messageAfter(stack, email, () => form.locator('button[value="link"]').click());
  await elsewhere.close();
  return links.find((one) => one.includes(`/self-service/${kind}`)) ?? "";
}

withAndWithoutScript((javaScriptEnabled) => {
  test("F20: a recovery link from somebody else says who is signed in here before it is followed", async ({
    page,
    browser,
    stack,
  }) => {
    const [victim, attacker] = [await createPerson(stack), await createPerson(stack)];
    await signIn(page, victim);
    const link = await askForLink(browser, stack, "recovery", attacker.email);

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
    await expect(page.getByRole("main")).toContainText(attacker.email);
    expect(await whoIs(page, stack)).toBe(attacker.email);
  });
});

test("F20: a verification link from somebody else leaves people signed in to their own account", async ({
  page,
  browser,
  stack,
}) => {
  const [victim, attacker] = [await createPerson(stack), await createPerson(stack)];
  await signIn(page, victim);
  await page.goto(await askForLink(browser, stack, "verification", attacker.email));
  await page.getByTestId("open-link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Address verified");
  expect(await whoIs(page, stack)).toBe(victim.email);
});
