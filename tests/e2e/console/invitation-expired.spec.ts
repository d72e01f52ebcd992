/** An invitation that is opened too late, on real servers: its page says so, and mails another link. */

import { openConsole } from "../../support/console/operator";
import { messageAfter } from "../../support/messages";
import { createPerson } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({
  stackOptions: {
    console: "oidc",
    kratos: { selfservice: { methods: { link: { config: { lifespan: "1ms" } } } } },
  },
});

withAndWithoutScript((javaScriptEnabled) => {
  test("an invitation that is opened too late says so, and its page mails another link", async ({
    page,
    stack,
    browser,
  }) => {
    const person = await createPerson(stack);
    await openConsole(page, stack, `/identities/${person.id}`);
    await page.getByText("Send an invitation by mail", { exact: true }).click();
    await page.getByTestId("invitation.send").getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Invitation to ${person.email}`);
    const [link = ""] = (await stack.waitForMessage(person.email)).links;

    const theirs = await browser.newContext({ baseURL: stack.urls.foyer, javaScriptEnabled });
    const phone = await theirs.newPage();
    await phone.goto(link);
    await phone.getByTestId("open-link").click();
    await expect(phone.getByTestId("ui/message/4060005")).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(phone);
    const german = await phone.request.get(phone.url(), { headers: { "accept-language": "de" } });
    expect(await german.text()).toMatch(
      /ui\/message\/4060005"[^>]*>Die Wiederherstellung ist vor einer Minute abgelaufen/,
    );
    const form = phone.getByTestId("recovery-flow");
    await form.locator('[name="email"]').fill(person.email);
    const mail = await messageAfter(stack, person.email, () =>
      form.locator('button[name="method"][value="link"]').click(),
    );
    await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Check your email");
    if (javaScriptEnabled) await expectAccessible(phone);
    expect(mail.links.map((each) => new URL(each).origin)).toEqual([stack.urls.foyer]);
    expect(mail.links).not.toEqual([link]);
    await theirs.close();
  });
});
