/** Apps as operators make, change and delete them, on real servers. */

import type { Page } from "@playwright/test";
import { CONSOLE_STACK, getConsole, openConsole } from "../../support/console/operator";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

const getClient = async ({ urls }: Stack, id: string) => {
  const answer = await fetch(`${urls.hydraAdmin}/admin/clients/${id}`);
  return { status: answer.status, client: await answer.json() };
};

/** Tokens for an app that acts for itself, or the refusal. */
const askForToken = ({ urls }: Stack, id: string, secret: string) =>
  fetch(`${urls.hydraPublic}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });

withAndWithoutScript((javaScriptEnabled) => {
  test("C13: makes a web app by the wizard, which refuses what is not safe", async ({ page, stack }) => {
    await openConsole(page, stack, "/clients");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("link", { name: "New app" }).click();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("link", { name: "Web app with a server" }).click();
    const form = page.getByTestId("client.create");
    await form.getByLabel("Name").fill("Library");
    await form.getByLabel("Redirect URIs").fill("javascript:alert(1)");
    await form.getByRole("button").click();
    await expect(form).toContainText("an answer is never sent to javascript:");
    await expect(form.getByLabel("Name")).toHaveValue("Library");
    if (javaScriptEnabled) await expectAccessible(page);
    await form.getByLabel("Redirect URIs").fill("https://library.example/callback");
    await form.getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Library is made");
    await expect(page.locator("#secrets [data-copy-value]")).toHaveText(/^.{20,}$/);

    await page.getByRole("link", { name: "Settings of the app" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Library");
    if (javaScriptEnabled) await expectAccessible(page);
    const id = await page.locator("#client [data-copy-value]").innerText();
    expect((await getClient(stack, id)).client).toMatchObject({
      client_name: "Library",
      redirect_uris: ["https://library.example/callback"],
      token_endpoint_auth_method: "client_secret_basic",
      skip_consent: false,
    });
    await page.goto(`${getConsole(stack).url}/search?q=${id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Library");
  });

  test("changes an app's settings, and what was not touched stays", async ({ page, stack }) => {
    const before = await stack.createClient({
      client_name: "Old name",
      redirect_uris: ["https://app.example/callback"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "none",
      metadata: { team: 7 },
    });
    await openConsole(page, stack, `/clients/${before.client_id}`);
    await page.getByText("Settings", { exact: true }).click();
    const form = page.getByTestId("client.edit");
    await form.getByLabel("Name", { exact: true }).fill("New name");
    await form.getByLabel("Back-channel logout").fill("https://app.example/logout");
    await form.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The app was saved.");
    const { client } = await getClient(stack, before.client_id);
    expect(client).toEqual({
      ...client,
      client_name: "New name",
      backchannel_logout_uri: "https://app.example/logout",
      redirect_uris: ["https://app.example/callback"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "none",
      metadata: { team: 7 },
    });
    await expect(page.locator("#trail")).toContainText("client.edit");
  });

  test("changes and empties what only JSON shows", async ({ page, stack }) => {
    const { client_id: id } = await stack.createClient({
      client_name: "As JSON",
      grant_types: ["client_credentials"],
      policy_uri: "https://app.example/policy",
      client_credentials_grant_access_token_lifespan: "2h",
    });
    await openConsole(page, stack, `/clients/${id}`);
    await page.getByText("All settings, as JSON", { exact: true }).click();
    const form = page.getByTestId("client.edit-json");
    const { policy_uri: _, ...shown } = JSON.parse(await form.getByLabel("Client (JSON)").inputValue());
    const wanted = {
      ...shown,
      metadata: { team: 7 },
      client_credentials_grant_access_token_lifespan: "30m",
    };
    await form.getByLabel("Client (JSON)").fill(JSON.stringify(wanted));
    await form.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The app was saved.");
    expect((await getClient(stack, id)).client).toMatchObject({
      policy_uri: "",
      metadata: { team: 7 },
      client_credentials_grant_access_token_lifespan: "30m0s",
      grant_types: ["client_credentials"],
    });
  });

  test("C11: gives an app a new secret that is shown once, and the old one ends", async ({ page, stack }) => {
    const { client_id: id, client_secret: old = "" } = await stack.createClient({
      client_name: "Machine",
      grant_types: ["client_credentials"],
    });
    expect((await askForToken(stack, id, old)).status).toBe(200);
    await openConsole(page, stack, `/clients/${id}`);
    await page.getByText("New secret", { exact: true }).first().click();
    await page.getByTestId("client.rotate-secret").getByRole("button").click();
    const shown = page.locator("#secrets [data-copy-value]");
    const secret = await shown.innerText();
    expect((await askForToken(stack, id, secret)).status).toBe(200);
    expect((await askForToken(stack, id, old)).status).toBe(401);
    await page.reload();
    await expect(page.getByText(secret)).toHaveCount(0);
    await page.goto(`${getConsole(stack).url}/clients/${id}`);
    expect(await page.content()).not.toContain(secret);
  });

  test("C24: a new secret stays where somebody else asked for one at the same moment", async ({
    page,
    stack,
  }) => {
    const { client_id: id } = await stack.createClient({
      client_name: "Machine of two",
      grant_types: ["client_credentials"],
    });
    await openConsole(page, stack, `/clients/${id}`);
    const other = await page.context().newPage();
    await other.goto(page.url());
    for (const each of [page, other]) await each.getByText("New secret", { exact: true }).first().click();
    const form = (of: Page) => of.getByTestId("client.rotate-secret");
    await form(page).getByRole("button").click();
    const secret = await page.locator("#secrets [data-copy-value]").innerText();
    await form(other).getByRole("button").click();
    await expect(form(other)).toContainText("or gave it a new secret, since you opened its page");
    expect((await askForToken(stack, id, secret)).status).toBe(200);
  });

  test("ends an app's access tokens, and deletes it once its name was typed", async ({ page, stack }) => {
    const { client_id: id, client_secret: secret = "" } = await stack.createClient({
      client_name: "Short-lived",
      grant_types: ["client_credentials"],
    });
    const { access_token: token } = await (await askForToken(stack, id, secret)).json();
    const isActive = async () => {
      const body = new URLSearchParams({ token });
      const answer = await fetch(`${stack.urls.hydraAdmin}/admin/oauth2/introspect`, {
        method: "POST",
        body,
      });
      return (await answer.json()).active;
    };
    expect(await isActive()).toBe(true);
    await openConsole(page, stack, `/clients/${id}`);
    await page.getByText("End its access tokens", { exact: true }).first().click();
    await page.getByTestId("client.delete-tokens").getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("access tokens have ended");
    expect(await isActive()).toBe(false);

    await page.getByText("Delete the app", { exact: true }).first().click();
    const form = page.getByTestId("client.delete");
    await form.getByLabel("Type delete to confirm").fill("delete");
    await form.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The app was deleted");
    expect((await getClient(stack, id)).status).toBe(404);
  });
});

test("C13: replaces an app by a copy: what it lacks is reset, and it never turns confidential", async ({
  page,
  stack,
}) => {
  const { client_id: id } = await stack.createClient({
    client_name: "Before",
    redirect_uris: ["https://app.example/callback"],
    grant_types: ["authorization_code"],
    token_endpoint_auth_method: "none",
    policy_uri: "https://app.example/policy",
  });
  await openConsole(page, stack, `/clients/${id}`);
  await page.getByText("Replace all settings", { exact: true }).first().click();
  const form = page.getByTestId("client.replace");
  const text = form.getByLabel("Whole client (JSON)");
  const { policy_uri: _, ...shown } = JSON.parse(await text.inputValue());
  const replace = async (client: object) => {
    await text.fill(JSON.stringify(client));
    await form.getByLabel("Type replace to confirm").fill("replace");
    await form.getByRole("button").click();
  };
  const { token_endpoint_auth_method: __, ...confidential } = shown;
  await replace(confidential);
  await expect(form).toContainText("token_endpoint_auth_method is missing");
  await expectAccessible(page);
  await replace({ ...shown, redirect_uris: ["javascript:alert(1)"] });
  await expect(form).toContainText("an answer is never sent to javascript:");
  await replace({ ...shown, client_secret: "chosen-by-somebody" });
  await expect(form).toContainText("This holds a secret");
  await replace({ ...shown, client_name: "After" });
  await expect(page.getByRole("status")).toContainText("now what you wrote");
  expect((await getClient(stack, id)).client).toMatchObject({
    client_name: "After",
    policy_uri: "",
    redirect_uris: ["https://app.example/callback"],
    token_endpoint_auth_method: "none",
  });
});

test("C26: the client that operators sign in with cannot be broken from inside", async ({ page, stack }) => {
  await openConsole(page, stack, "/clients/foyer-console");
  await page.getByText("Delete the app", { exact: true }).first().click();
  const form = page.getByTestId("client.delete");
  await form.getByLabel("Type delete to confirm").fill("delete");
  await form.getByRole("button").click();
  await expect(form).toContainText("operators sign in to this console with");
  expect((await getClient(stack, "foyer-console")).status).toBe(200);
});
