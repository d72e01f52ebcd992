/** An app's sign-in as operators try it, on real servers. */

import { CONSOLE_STACK, openConsole } from "../../support/console/operator";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

withAndWithoutScript((javaScriptEnabled) => {
  test("C25: tries an app's sign-in, reads what it got, and no token stays or is shown", async ({
    page,
    stack,
  }) => {
    const { client_id: id, client_secret: secret = "" } = await stack.createClient({
      client_name: "Tried",
      redirect_uris: ["https://app.example/callback"],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      scope: "openid offline_access email",
    });
    const getUris = async () =>
      (await (await fetch(`${stack.urls.hydraAdmin}/admin/clients/${id}`)).json()).redirect_uris;
    await openConsole(page, stack, `/clients/${id}`);
    await page.getByRole("link", { name: "Try this app" }).click();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByText("Let it answer to this console", { exact: true }).first().click();
    await page.getByTestId("client.try-open").getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("may answer to this console");
    const begin = page.getByTestId("client.try");
    await begin.getByRole("button").click();
    await expect(begin).toContainText("The app proves itself by it.");
    await begin.getByLabel("Client secret").fill(secret);
    await begin.getByRole("button").click();
    await page.getByRole("link", { name: "Go to the sign-in" }).click();
    await page.getByTestId("consent").getByRole("button", { name: "Allow" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tried: the sign-in works");
    await expect(page.locator("#facts")).toContainText(String(stack.console?.operator.id));
    await expect(page.locator("#facts")).toContainText("given, and its signature is right");
    await expect(page.locator("#steps")).toContainText("tokens revoked");
    if (javaScriptEnabled) await expectAccessible(page);
    expect(await page.content()).not.toMatch(/ory_(at|rt|ac)_|eyJ[\w-]{10}/);
    expect(await page.content()).not.toContain(secret);

    await page.getByRole("link", { name: "Try it again, or end it" }).click();
    await begin.getByLabel("Client secret").fill(secret);
    await begin.getByRole("button").click();
    const go = await page.getByRole("link", { name: "Go to the sign-in" }).getAttribute("href");
    await page.goto(`${go}&prompt=consent`);
    await page.getByTestId("consent").getByRole("button", { name: "Deny" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("access_denied");
    await page.getByRole("link", { name: "Try it again, or end it" }).click();
    await page.getByText("End that", { exact: true }).first().click();
    await page.getByTestId("client.try-close").getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("no more");
    expect(await getUris()).toEqual(["https://app.example/callback"]);
  });
});

test("C29: an answer to a try that was not begun in this session is none", async ({ page, stack }) => {
  await openConsole(page, stack, "/clients");
  const state = "a".repeat(43);
  const answer = await page.goto(`${stack.console?.url}/try?code=ory_ac_x&state=${state}`);
  expect(answer?.status()).toBe(400);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This was not begun here");
});
