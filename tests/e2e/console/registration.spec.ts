/** Dynamic client registration from the console, on a real Hydra. */

import { CONSOLE_STACK, getConsole, signInToConsole } from "../../support/console/operator";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

const CLIENT = {
  client_name: "Registered",
  redirect_uris: ["https://app.example/callback"],
  token_endpoint_auth_method: "client_secret_basic",
};

withAndWithoutScript((javaScriptEnabled) => {
  test("C11: registers an app, and changes it by its own token, which no page shows again", async ({
    page,
    stack,
  }) => {
    const address = `${getConsole(stack).url}/registration`;
    const secrets = page.locator("#secrets [data-copy-value]");
    await signInToConsole(page, stack, "/registration");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByText("Register an app", { exact: true }).click();
    const create = page.getByTestId("registration.create");
    const redirect_uris = ["javascript:alert(1)"];
    await create.getByLabel("Client (JSON)").fill(JSON.stringify({ ...CLIENT, redirect_uris }));
    await create.getByRole("button").click();
    await expect(create).toContainText("an answer is never sent to javascript:");
    await create.getByLabel("Client (JSON)").fill(JSON.stringify(CLIENT));
    await create.getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Registered is registered");
    const first = await secrets.nth(1).innerText();
    const id = await page.locator("#facts dd code").first().innerText();

    await page.goto(address);
    await page.getByText("Look at a registration", { exact: true }).first().click();
    const look = page.getByTestId("registration.read");
    await look.getByLabel("Client id").fill(id);
    await look.getByLabel("Registration access token").fill("not-its-own");
    await look.getByRole("button").click();
    await expect(look.getByRole("alert")).toContainText("Hydra:");
    await expect(look.getByLabel("Client id")).toHaveValue(id);
    expect(await page.content()).not.toContain("not-its-own");
    await look.getByLabel("Registration access token").fill(first);
    await look.getByRole("button").click();
    await expect(page.locator("#facts")).toContainText("https://app.example/callback");
    expect(page.url() + (await page.content())).not.toContain(first);

    await page.goto(address);
    await page.getByText("Replace a registration", { exact: true }).first().click();
    const update = page.getByTestId("registration.update");
    await update.getByLabel("Client id").fill(id);
    await update.getByLabel("Registration access token").fill(first);
    await update.getByLabel("Client (JSON)").fill(JSON.stringify({ ...CLIENT, client_name: "Renamed" }));
    await update.getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Renamed is replaced");
    const second = (await secrets.allInnerTexts()).at(-1) ?? "";
    expect(second).not.toBe(first);

    await page.goto(`${getConsole(stack).url}/trail?operation=registration.update&subject=${id}`);
    await expect(page.getByRole("listitem").first()).toBeVisible();
    expect(await page.content()).not.toContain(first);

    await page.goto(address);
    await page.getByText("Delete a registration", { exact: true }).first().click();
    const remove = page.getByTestId("registration.delete");
    await remove.getByLabel("Client id").fill(id);
    await remove.getByLabel("Registration access token").fill(second);
    await remove.getByLabel("Type delete to confirm").fill("delete");
    await remove.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("registration was deleted");
    expect((await fetch(`${stack.urls.hydraAdmin}/admin/clients/${id}`)).status).toBe(404);
  });
});
