/** Invitations by mail, on real servers: from the operator to the person, who opens the link on another device. */

import type { Page } from "@playwright/test";
import { getConsole, openConsole } from "../../support/console/operator";
import { newPerson, readIdentity } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

const SUBJECT = `{{ if contains "invitation=true" .RequestURL }}You are invited{{ else }}Recover{{ end }}`;

test.use({
  stackOptions: {
    console: "oidc",
    kratos: {
      courier: {
        templates: {
          recovery: {
            valid: { email: { subject: `base64://${Buffer.from(SUBJECT).toString("base64")}` } },
          },
        },
      },
    },
  },
});

withAndWithoutScript((javaScriptEnabled) => {
  test("a new person is invited by mail, opens the link anywhere, and is verified by it", async ({
    page,
    stack,
    browser,
  }) => {
    const { email, password } = newPerson();
    await openConsole(page, stack, "/new-identity/default");
    await page.getByText("As JSON", { exact: true }).click();
    const form = page.getByTestId("identity.create-json");
    const traits = { email, name: { first: "New", last: "Colleague" } };
    await form.getByLabel("Traits (JSON)").fill(JSON.stringify(traits));
    await form.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("send an invitation by mail");
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";

    await invite(page, email);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Invitation to ${email}`);
    if (javaScriptEnabled) await expectAccessible(page);
    const mail = await stack.waitForMessage(email);
    expect(mail.subject).toBe("You are invited");
    const [link = ""] = mail.links;
    expect(new URL(link).origin).toBe(new URL(stack.urls.foyer).origin);

    const phone = await (
      await browser.newContext({ baseURL: stack.urls.foyer, javaScriptEnabled })
    ).newPage();
    await phone.goto(link);
    await phone.getByTestId("open-link").click();
    const settings = phone.getByTestId("settings-password");
    await settings.locator('[name="password"]').fill(password);
    await settings.locator('button[name="method"][value="password"]').click();
    await expect(phone.locator("main")).toContainText(/saved/i);
    expect((await readIdentity(stack, id)).verifiable_addresses).toMatchObject([{ verified: true }]);

    const again = await (
      await browser.newContext({ baseURL: stack.urls.foyer, javaScriptEnabled })
    ).newPage();
    await again.goto(link);
    await again.getByTestId("open-link").click();
    await expect(again).toHaveURL(/\/recovery/);
    await page.goto(`${getConsole(stack).url}/identities/${id}`);
    await expect(page.locator("#trail")).toContainText("invitation.send");
    await expect(page.locator("#addresses")).toContainText("verified");
    expect(await page.content()).not.toContain(new URL(link).searchParams.get("token"));
    await phone.context().close();
    await again.context().close();
  });
});

async function invite(page: Page, email: string): Promise<void> {
  await page.getByText("Send an invitation by mail", { exact: true }).click();
  const form = page.getByTestId("invitation.send");
  await expect(form.getByLabel("To")).toHaveValue(email);
  await form.getByLabel("Reason").fill("first day");
  await form.getByRole("button").click();
}
