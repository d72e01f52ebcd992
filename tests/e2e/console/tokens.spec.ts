/** Looking into tokens, on real servers. */

import { CONSOLE_STACK, getConsole, openConsole } from "../../support/console/operator";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

withAndWithoutScript((javaScriptEnabled) => {
  test("L1: learns whose a token is, and no address, page or trail keeps the token", async ({
    page,
    stack,
  }) => {
    const { client_id: id, client_secret: secret } = await stack.createClient({
      client_name: "Machine",
      grant_types: ["client_credentials"],
      scope: "read",
    });
    const answer = await fetch(`${stack.urls.hydraPublic}/oauth2/token`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
      body: new URLSearchParams({ grant_type: "client_credentials", scope: "read" }),
    });
    const { access_token: token } = await answer.json();
    await openConsole(page, stack, "/tokens");
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("token.inspect");
    await form.getByLabel("Token").fill(token);
    await form.getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This token works");
    await expect(page.locator("#facts")).toContainText(id);
    await expect(page.locator("#facts")).toContainText("read");
    expect(page.url() + (await page.content())).not.toContain(token);
    await page.getByRole("link", { name: "Its app" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Machine");
    await page.goto(`${getConsole(stack).url}/trail?operation=token.inspect`);
    await expect(page.getByRole("listitem").filter({ hasText: "token.inspect" }).first()).toBeVisible();
    expect(await page.content()).not.toContain(token);

    await page.goto(`${getConsole(stack).url}/tokens`);
    await form.getByLabel("Token").fill("never-a-token");
    await form.getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This token does not work");

    await page.goBack();
    await expect(form.getByLabel("Token")).toHaveValue("");
    await form.getByLabel("Token").fill("never-a-token");
    await page.goto(`${getConsole(stack).url}/me`);
    await page.goBack();
    await expect(form.getByLabel("Token")).toHaveValue("");
  });
});
