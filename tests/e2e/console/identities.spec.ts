/** A person's account as operators find, change, block and delete it, on real servers. */

import type { Page } from "@playwright/test";
import { ensureTotp } from "../../../stack/console/enrol-totp.mjs";
import { CONSOLE_STACK, getConsole, openConsole } from "../../support/console/operator";
import { findSessions } from "../../support/console/sessions";
import { createPerson, readIdentity, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

withAndWithoutScript((javaScriptEnabled) => {
  test("finds a person by address, changes a trait, and keeps what was not touched", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await openConsole(page, stack, `/search?q=${encodeURIComponent(person.email)}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.email);
    if (javaScriptEnabled) await expectAccessible(page);
    // A key was never added.
    await expect(page.locator("#credentials")).toContainText("Security key or passkey");
    await expect(page.locator("#credentials")).toContainText("whether one was added");

    await page.getByText("Edit traits as JSON", { exact: true }).click();
    const form = page.getByTestId("identity.edit-json");
    const traits = form.getByLabel("Traits (JSON)");
    const before = JSON.parse(await traits.inputValue());
    await traits.fill("{");
    await form.getByRole("button", { name: "Save traits" }).click();
    await expect(form).toContainText("This is no JSON object.");
    await expect(traits).toHaveValue("{");
    await traits.fill(JSON.stringify({ ...before, email: `new-${person.email}` }));
    await form.getByRole("button", { name: "Show what changes" }).click();
    await expect(form.getByRole("figure", { name: "Before and after" })).toContainText(
      `removed: "email": "${person.email}"`,
    );
    expect((await readIdentity(stack, person.id)).traits).toEqual(before);
    await form.getByRole("button", { name: "Save traits" }).click();
    await expect(page.getByRole("status")).toContainText("The traits were saved.");
    const answer = await fetch(`${stack.urls.kratosAdmin}/admin/identities/${person.id}`);
    expect((await answer.json()).traits).toEqual({ ...before, email: `new-${person.email}` });
  });

  test("makes an account, and says at the form what Kratos refuses", async ({ page, stack }) => {
    const taken = await createPerson(stack);
    await openConsole(page, stack, "/identities");
    await page.getByRole("link", { name: "New account" }).click();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByText("As JSON", { exact: true }).click();
    const form = page.getByTestId("identity.create-json");
    const traits = form.getByLabel("Traits (JSON)");
    const sample = JSON.parse(await traits.inputValue());
    const fill = (email: string) => traits.fill(JSON.stringify({ ...sample, email, name: { first: "New" } }));
    await fill(taken.email);
    await form.getByRole("button").click();
    await expect(form.getByRole("alert")).toContainText("Kratos:");
    await expect(traits).toHaveValue(new RegExp(taken.email));
    const email = `made-${taken.email}`;
    await fill(email);
    await form.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The account was made.");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(email);
    const query = new URLSearchParams({ credentials_identifier: email });
    const found = await (await fetch(`${stack.urls.kratosAdmin}/admin/identities?${query}`)).json();
    expect(found).toHaveLength(1);
    await expect(page.locator("#trail")).toContainText("identity.create");
  });

  test("counts an address as verified, writes metadata, and removes a lost second factor", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack, { verified: false });
    await ensureTotp({ dir: stack.dir, urls: stack.urls, account: person });
    await openConsole(page, stack, `/identities/${person.id}`);
    await page.getByText("Count an address as verified", { exact: true }).click();
    await page.getByTestId("identity.verify").getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("counts as verified");

    await page.getByText("Edit metadata", { exact: true }).click();
    const metadata = page.getByTestId("identity.edit-metadata");
    await metadata.getByLabel("Public (JSON)").fill('{"plan":"gold","discord":9007199254740993}');
    await metadata.getByRole("button", { name: "Show what changes" }).click();
    await expect(metadata.getByRole("figure", { name: "Before and after" })).toContainText('"plan": "gold"');
    await expect(metadata).toContainText("nothing is saved yet");
    expect((await readIdentity(stack, person.id)).metadata_public ?? {}).toEqual({});
    await metadata.getByRole("button", { name: "Save metadata" }).click();
    await expect(page.getByRole("status")).toContainText("The metadata was saved.");
    await expect(metadata.getByLabel("Public (JSON)")).toHaveValue(/"discord": 9007199254740993,?\n/);

    await page.getByText("Remove a way to sign in", { exact: true }).click();
    const remove = page.getByTestId("credential.delete");
    await expect(page.locator("#credentials")).toContainText("Authenticator app");
    await remove.getByLabel("Which").selectOption("totp");
    await remove.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("That way to sign in was removed.");
    if (javaScriptEnabled) await expectAccessible(page);

    const text = await (await fetch(`${stack.urls.kratosAdmin}/admin/identities/${person.id}`)).text();
    const found = JSON.parse(text);
    expect(text).toMatch(/"metadata_public":\{[^}]*"discord":\s*9007199254740993\b/);
    expect(found.verifiable_addresses).toMatchObject([{ verified: true, status: "completed" }]);
    expect(found.metadata_public).toMatchObject({ plan: "gold" });
    expect(Object.keys(found.credentials)).not.toContain("totp");
  });

  test("C26: blocks a person everywhere, lets them in again, and deletes them", async ({
    page,
    stack,
    browser,
  }) => {
    const person = await createPerson(stack);
    const other = await browser.newContext({ baseURL: stack.urls.foyer });
    await signIn(await other.newPage(), person);
    await other.close();
    await openConsole(page, stack, `/identities/${person.id}`);

    await page.getByText("Block everywhere", { exact: true }).first().click();
    const block = page.getByTestId("identity.block");
    await block.getByLabel("Type block to confirm").fill("block");
    await block.getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("is blocked");
    if (javaScriptEnabled) await expectAccessible(page);
    expect(await findSessions(stack, person.id)).toEqual([]);

    await page.getByRole("link", { name: "Back to the person" }).click();
    await page.getByText("Let them sign in again", { exact: true }).first().click();
    await page.getByTestId("identity.unblock").getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The account may sign in again.");

    await page.getByText("Delete everywhere", { exact: true }).first().click();
    const remove = page.getByTestId("identity.delete");
    await remove.getByLabel("Type delete to confirm").fill("delete");
    await remove.getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("is deleted");
    expect((await fetch(`${stack.urls.kratosAdmin}/admin/identities/${person.id}`)).status).toBe(404);
  });

  test("C11: hands over a recovery code that is shown once", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await openConsole(page, stack, `/identities/${person.id}`);
    await page.getByText("Make a recovery code", { exact: true }).click();
    await page.getByTestId("recovery.code").getByRole("button").click();
    const code = page.locator("[data-copy-value]").first();
    await expect(code).toHaveText(/^\d{6}$/);
    const shown = await code.innerText();
    if (javaScriptEnabled) {
      await page.getByRole("button", { name: /^Copy .*code/i }).click();
      await expect(
        page.getByRole("button", { name: /^(Copied|Not copied: select it) .*code/i }),
      ).toBeVisible();
    }
    await page.reload();
    await expect(page.getByText(shown)).toHaveCount(0);
    await page.goto(`${getConsole(stack).url}/identities/${person.id}`);
    await expect(page.locator("#trail")).toContainText("recovery.code");
    await expect(page.getByText(shown)).toHaveCount(0);
  });
});

test("C24: two operators who change different traits of one person at once lose neither's", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  const path = `/identities/${person.id}`;
  await openConsole(page, stack, path);
  const other = await page.context().newPage();
  await other.goto(getConsole(stack).url + path);
  const open = async (at: Page) => {
    await at.getByText("Edit traits", { exact: true }).click();
    return at.getByTestId("identity.edit");
  };
  const [mine, theirs] = [await open(page), await open(other)];
  await theirs.getByLabel("Last name").fill("Theirs");
  await theirs.getByRole("button", { name: "Save traits" }).click();
  await expect(other.getByRole("status")).toContainText("The traits were saved.");
  await mine.getByLabel("First name").fill("Mine");
  await mine.getByRole("button", { name: "Save traits" }).click();
  await expect(mine.getByRole("alert")).toContainText("Somebody changed these traits");
  await expect(mine.getByLabel("First name")).toHaveValue("Mine");
  await expect(mine.getByLabel("Last name")).toHaveValue("Theirs");
  await mine.getByRole("button", { name: "Save traits" }).click();
  await expect(page.getByRole("status")).toContainText("The traits were saved.");
  const { traits } = await readIdentity(stack, person.id);
  expect(traits).toMatchObject({ name: { first: "Mine", last: "Theirs" } });
});
