/** Lists, groups, terms and web hooks' errors on a real Kratos whose schema has them, with and without the script. */

import type { Page } from "@playwright/test";
import { newPerson, readIdentity, signInWithPassword } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";
import { IDENTITY_WITH_LISTS, OWN_PAGES } from "../../support/traits/identity-with-lists";
import { startWebHook, type WebHook } from "../../support/traits/web-hook";

let hook: WebHook | undefined;

test.use({
  stackOptions: {
    identitySchema: IDENTITY_WITH_LISTS,
    foyerEnv: OWN_PAGES,
    async kratos() {
      hook = await startWebHook();
      const before = {
        hook: "web_hook",
        config: {
          url: hook.url,
          method: "POST",
          can_interrupt: true,
          body: "base64://ZnVuY3Rpb24oY3R4KSB7fQ==",
        },
      };
      const after = { hooks: [before, { hook: "session" }] };
      const hooks = [before];
      return {
        selfservice: {
          flows: {
            registration: { after: { password: after } },
            login: { before: { hooks } },
            recovery: { before: { hooks } },
            settings: { after: { lookup_secret: { hooks } } },
          },
        },
      };
    },
  },
});

test.beforeEach(() => hook?.refuse());

const emails = (page: Page, form: string) =>
  page.getByTestId(form).locator('input[name="traits.emails"]:visible');

async function newAccount(stack: Stack) {
  const person = newPerson();
  const traits = {
    emails: [person.email, `second-${person.email}`],
    name: { first: "Ada" },
    about: "Counts by machine.",
    languages: ["fr", "de"],
    contacts: [{ name: "Grace", phone: "+1" }],
    member_number: "42",
    crm: { id: 7, tags: ["a", null] },
    terms: true,
  };
  const { id } = await stack.createIdentity({ traits, password: person.password });
  return { ...person, id, traits };
}

async function openSettings(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto("/login");
  await signInWithPassword(page, person);
  await expectSignedIn(page);
  await page.goto("/settings");
}

async function fillProfile(page: Page, addresses: string[]): Promise<void> {
  const form = page.getByTestId("registration-flow");
  for (const [index, address] of addresses.entries()) {
    if (index > 0) await form.getByRole("button", { name: "Add another" }).click();
    await emails(page, "registration-flow").nth(index).fill(address);
  }
  await form.locator('[name="traits.name.first"]').fill("Ada");
  await form.locator('[name="traits.terms"]').check();
  await form.locator('[name="traits.languages"][value="fr"]').check();
}

withAndWithoutScript((javaScriptEnabled) => {
  test("an account with several addresses is made in two steps, and opened by each", async ({
    page,
    stack,
  }) => {
    const person = newPerson();
    const addresses = [person.email, `second-${person.email}`];
    await page.goto("/login");
    await page.locator('[name="identifier"]:visible').first().fill(person.email);
    await page.getByTestId("signup-link").click();
    // Whatever the schema calls its address, it was typed already.
    await expect(emails(page, "registration-flow").first()).toHaveValue(
      javaScriptEnabled ? person.email : "",
    );
    if (javaScriptEnabled) await expectAccessible(page);
    await fillProfile(page, addresses);
    await page.locator('button[name="method"][value="profile"]:not([data-enter])').click();
    await page.locator('[name="password"]').fill(person.password);
    await page.locator('button[name="method"][value="password"]').click();
    await expect(page).toHaveURL(/\/(welcome|verification)/);
    await page.context().clearCookies();
    await page.goto("/login");
    await signInWithPassword(page, { ...person, email: addresses[1] ?? "" });
    await expectSignedIn(page);
    const query = new URLSearchParams({ credentials_identifier: person.email });
    const [identity] = await (await fetch(`${stack.urls.kratosAdmin}/admin/identities?${query}`)).json();
    expect(identity.traits).toMatchObject({
      emails: addresses,
      languages: ["fr"],
      plan: "small",
      newsletter: true,
    });
  });

  test("a wrong item is said at its field, and what was typed into the list is still there", async ({
    page,
  }) => {
    await page.goto("/registration");
    await fillProfile(page, ["one@foyer.example", "not an address"]);
    const form = page.getByTestId("registration-flow");
    await form.evaluate((element: HTMLFormElement) => {
      element.noValidate = true;
    });
    await page.locator('button[name="method"][value="profile"]:not([data-enter])').click();
    const fields = emails(page, "registration-flow");
    await expect(fields).toHaveCount(2);
    await expect(fields.nth(0)).toHaveValue("one@foyer.example");
    await expect(fields.nth(1)).toHaveValue("not an address");
    await expect(fields.nth(1)).toHaveAttribute("aria-invalid", "true");
    await expect(form.locator('[name="traits.languages"][value="fr"]')).toBeChecked();
    const link = page.getByRole("alert").getByRole("link", { name: /Address 2/ });
    await expect(page.locator(`[id="${(await link.getAttribute("href"))?.slice(1)}"]`)).toBeVisible();
  });

  test("V5: a save that changes nothing leaves every trait as it was", async ({ page, stack }) => {
    const person = await newAccount(stack);
    await openSettings(page, person);
    await expect(page.getByTestId("node/kept/traits.contacts")).toContainText("Grace");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.locator('button[value="profile"]:not([data-enter])').click();
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    const { traits } = await readIdentity(stack, person.id);
    // Kratos itself adds the objects that its schema declares.
    expect(traits).toEqual({ ...person.traits, team: { place: {} } });
  });

  test("items are added and taken away, in order, and Enter saves", async ({ page, stack }) => {
    const person = await newAccount(stack);
    await openSettings(page, person);
    const form = page.getByTestId("settings-profile");
    await form.locator('[name="traits.name.last"]').fill("Lovelace");
    await form.getByRole("button", { name: "Add another" }).click();
    await emails(page, "settings-profile").nth(2).fill(`third-${person.email}`);
    await form.getByRole("button", { name: /^Remove.*Address 2$/ }).click();
    await expect(emails(page, "settings-profile")).toHaveCount(2);
    await form.locator('[name="traits.name.last"]').press("Enter");
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    const { traits } = await readIdentity(stack, person.id);
    expect(traits).toMatchObject({
      emails: [person.email, `third-${person.email}`],
      name: { first: "Ada", last: "Lovelace" },
      contacts: person.traits.contacts,
      crm: person.traits.crm,
    });
  });

  test("terms and policy are linked beside the box, without losing what was typed", async ({ page }) => {
    await page.goto("/registration");
    const label = page.locator('[name="traits.terms"] + label');
    await expect(label).toContainText("I agree to the terms of service");
    for (const [name, href] of [
      ["terms of service", OWN_PAGES.FOYER_TERMS_URL],
      ["privacy policy", OWN_PAGES.FOYER_PRIVACY_URL],
    ]) {
      const link = label.getByRole("link", { name: new RegExp(`${name}.*opens in a new tab`) });
      await expect(link).toHaveAttribute("href", href ?? "");
      await expect(link).toHaveAttribute("target", "_blank");
      await expect(link).toHaveAttribute("rel", "noopener");
    }
  });

  test("a web hook's error about the step before is said once, as it was sent, with the way back", async ({
    page,
  }) => {
    const person = newPerson();
    await page.goto("/registration");
    await fillProfile(page, [person.email]);
    await page.locator('button[name="method"][value="profile"]:not([data-enter])').click();
    const text = "This address is on our list. Ask your team lead.";
    hook?.refuse({ pointer: "#/traits/emails/0", id: 4000007, text });
    await page.locator('[name="password"]').fill(person.password);
    await page.locator('button[name="method"][value="password"]').click();
    const summary = page.getByRole("alert", { name: "There is a problem" });
    await expect(summary).toContainText(`Address 1: ${text}`);
    await expect(page.getByText(text)).toHaveCount(1);
    await summary.getByRole("button", { name: "Go back to change it" }).click();
    await expect(emails(page, "registration-flow").first()).toHaveValue(person.email);
  });

  test("a web hook that lets nobody begin is no fault, and says why where Kratos passes it on", async ({
    page,
  }) => {
    const text = "Closed until Monday.";
    hook?.refuse({ pointer: "#/", id: 99, text });
    expect((await page.goto("/login"))?.status()).toBe(403);
    await expect(page.getByTestId("ui/error/message")).toHaveText(text);
    expect((await page.goto("/recovery"))?.status()).toBe(403);
    await expect(page.getByTestId("ui/error/message")).toContainText("do not offer this here");
  });

  test("new backup codes that a web hook refused are not offered for ever: others can be made", async ({
    page,
    stack,
  }) => {
    await openSettings(page, await newAccount(stack));
    await page.locator('button[name="lookup_secret_regenerate"]').click();
    hook?.refuse({ pointer: "#/", id: 99, text: "Not today." });
    await page.locator('button[name="lookup_secret_confirm"]').click();
    await expect(page.getByText("Not today.")).toBeVisible();
    await page.locator('button[name="lookup_secret_confirm"]').click();
    await expect(page.getByText("Nothing was changed. Please make your change once more.")).toBeVisible();
    await expect(page.locator('button[name="lookup_secret_regenerate"]')).toBeVisible();
  });
});
