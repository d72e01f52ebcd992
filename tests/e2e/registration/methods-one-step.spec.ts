/** One-step registration with every kind of trait, security keys without password, codes by SMS, links by mail. */

import type { Page } from "@playwright/test";
import { addAuthenticator } from "../../support/authenticator";
import { codeAfter, enterCode, messageAfter } from "../../support/messages";
import { newPerson } from "../../support/people";
import { expectSignedIn, signOut } from "../../support/people-pages";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({
  stackOptions: {
    identitySchema: "full",
    kratos: {
      selfservice: {
        flows: {
          registration: { enable_legacy_one_step: true },
          recovery: { use: "link" },
          verification: { use: "link" },
        },
        methods: { webauthn: { config: { passwordless: true } } },
      },
    },
  },
});

/** What the schema insists on. */
async function fillTraits(page: Page, testId: string, email: string, phone?: string): Promise<void> {
  const form = page.getByTestId(testId);
  await form.locator('[name="traits.email"]').fill(email);
  await form.locator('[name="traits.name.first"]').fill("Ada");
  if (phone) await form.locator('[name="traits.phone"]').fill(phone);
  await form.locator('[name="traits.tos"]').check();
}

withAndWithoutScript((javaScriptEnabled) => {
  test("every kind of trait has its control, in the schema's order, and what was chosen is kept", async ({
    page,
  }) => {
    const person = newPerson();
    await page.goto("/registration");
    const form = page.getByTestId("registration-flow");
    const names = await form
      .locator('[name^="traits."]')
      .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute("name")))]);
    expect(names).toEqual(
      [
        "email",
        "phone",
        "name.first",
        "name.last",
        "username",
        "website",
        "birthdate",
        "shoe_size",
        "address.street",
        "address.city",
        "address.postal_code",
        "address.country",
        "newsletter",
        "tos",
      ].map((name) => `traits.${name}`),
    );
    const of = (name: string) => form.locator(`[name="traits.${name}"]`);
    await expect(of("email")).toHaveAttribute("autocomplete", "email");
    await expect(of("phone")).toHaveAttribute("type", "tel");
    await expect(of("website")).toHaveAttribute("inputmode", "url");
    await expect(of("birthdate")).toHaveAttribute("type", "date");
    await expect(of("shoe_size")).toHaveAttribute("inputmode", "decimal");
    await expect(of("address.country").locator("option")).toHaveText([
      "Choose …",
      "AT",
      "CH",
      "DE",
      "FR",
      "GB",
      "US",
    ]);
    await expect(of("tos")).toHaveAttribute("required", "");
    if (javaScriptEnabled) await expectAccessible(page);
    await fillTraits(page, "registration-flow", person.email);
    await of("birthdate").fill("1815-12-10");
    await of("shoe_size").fill("37.5");
    await of("address.country").selectOption("GB");
    const countries = page.locator('select[name="traits.address.country"]');
    const chosen = await countries.evaluateAll((all) => all.map((one) => Reflect.get(one, "value")));
    expect(chosen.length).toBeGreaterThan(1);
    // The script tells the other ways to register what was chosen.
    expect(new Set(chosen)).toEqual(new Set(javaScriptEnabled ? ["GB"] : ["GB", ""]));
    const ticked = await page
      .locator('[name="traits.tos"][type="checkbox"]')
      .evaluateAll((all) => all.map((one) => Reflect.get(one, "checked")));
    expect(ticked).toHaveLength(chosen.length);
    expect(new Set(ticked)).toEqual(new Set(javaScriptEnabled ? [true] : [true, false]));
    await form.locator('[name="password"]').fill(person.password);
    await form.locator('button[value="password"]').click();
    await expectSignedIn(page);
    await page.goto("/settings");
    const saved = page.getByTestId("settings-profile");
    await expect(saved.locator('[name="traits.birthdate"]')).toHaveValue("1815-12-10");
    await expect(saved.locator('[name="traits.shoe_size"]')).toHaveValue("37.5");
    await expect(saved.locator('select[name="traits.address.country"]')).toHaveValue("GB");
    await expect(saved.locator('[name="traits.tos"]')).toBeChecked();
    await expect(saved.locator('[name="traits.newsletter"]')).not.toBeChecked();
  });

  test("a code by SMS signs in, and another is sent when asked for", async ({ page, stack }) => {
    const phone = toPhone();
    const { email } = newPerson();
    await stack.createIdentity({ traits: { email, phone, name: { first: "Ada" }, tos: true } });
    await page.goto("/login");
    await expect(page.getByTestId("login-flow")).toContainText("Email or phone");
    const form = page.getByTestId("login-flow-code");
    await codeAfter(stack, phone, async () => {
      await form.locator('[name="identifier"]').fill(phone);
      await form.locator('button[value="code"]').click();
    });
    await expect(page.locator("main")).toContainText(phone);
    const code = await codeAfter(stack, phone, () => page.locator('button[name="resend"]').click());
    await enterCode(page, code);
    await expectSignedIn(page);
  });

  test("a magic link in the mail recovers the account on the device where it is opened", async ({
    page,
    browser,
    stack,
  }) => {
    const person = newPerson();
    await stack.createIdentity({
      traits: { email: person.email, name: { first: "Ada" }, tos: true },
      password: person.password,
    });
    await page.goto("/recovery");
    const form = page.getByTestId("recovery-flow");
    await form.locator('[name="email"]').fill(person.email);
    const mail = await messageAfter(stack, person.email, () =>
      form.locator('button[name="method"][value="link"]').click(),
    );
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
    if (javaScriptEnabled) await expectAccessible(page);
    const phone = await browser.newContext({ javaScriptEnabled, baseURL: stack.urls.foyer });
    const there = await phone.newPage();
    const link = mail.links.find((one) => one.includes("/self-service/recovery")) ?? "";
    // F18: a scanner of mails opens it too, and uses up nothing.
    for (const method of ["HEAD", "GET"]) await page.request.fetch(link, { method });
    await there.goto(link);
    await expect(there.getByRole("heading", { level: 1 })).toHaveText("Recover your account");
    if (javaScriptEnabled) await expectAccessible(there);
    await there.getByTestId("open-link").click();
    await expect(there).toHaveURL(/\/settings\?flow=/);
    await expect(there.locator('[name="traits.email"]')).toHaveValue(person.email);
    await phone.close();
    // Used once: the same link says so, and leads on.
    await page.goto(link);
    await page.getByTestId("open-link").click();
    await expect(page).toHaveURL(/\/recovery\?flow=/);
    await expect(page.getByTestId("form-messages")).toBeVisible();
    await expect(page.locator('[name="email"]').first()).toBeVisible();
  });

  test("a link in the mail verifies the address, also on another device", async ({
    page,
    browser,
    stack,
  }) => {
    const { email } = newPerson();
    await stack.createIdentity({ traits: { email, name: { first: "Ada" }, tos: true } });
    await page.goto("/verification");
    const form = page.getByTestId("verification-flow");
    await form.locator('[name="email"]').fill(email);
    const mail = await messageAfter(stack, email, () => form.locator('button[value="link"]').click());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
    const phone = await browser.newContext({ javaScriptEnabled, baseURL: stack.urls.foyer });
    const there = await phone.newPage();
    const link = mail.links.find((one) => one.includes("/self-service/verification")) ?? "";
    for (const method of ["HEAD", "GET"]) await page.request.fetch(link, { method });
    await there.goto(link);
    await there.getByTestId("open-link").click();
    await expect(there.getByRole("heading", { level: 1 })).toHaveText("Address verified");
    await phone.close();
  });
});

test("a security key makes an account without a password, and signs in to it", async ({ page }) => {
  const { email } = newPerson();
  const authenticator = await addAuthenticator(page);
  await page.goto("/registration");
  const form = page.getByTestId("passwordless-flow");
  await page.locator("summary", { hasText: "security key" }).click();
  await fillTraits(page, "passwordless-flow", email);
  await form.locator('[name="webauthn_register_displayname"]').fill("Blue key");
  await form.locator('[name="webauthn_register_trigger"]').click();
  await expectSignedIn(page);
  expect(await authenticator.count()).toBe(1);
  await signOut(page);
  const login = page.getByTestId("passwordless-flow");
  await login.locator('[name="identifier"]').fill(email);
  await login.locator('button[name="method"][value="webauthn"]').click();
  await page.locator('[name="webauthn_login_trigger"]').click();
  await expectSignedIn(page);
});

test("an account made with a passkey in one step takes the form's other fields along", async ({ page }) => {
  const { email } = newPerson();
  await addAuthenticator(page);
  await page.goto("/registration");
  await expect(page.getByTestId("passkey-flow")).toBeHidden();
  await page.locator("summary", { hasText: "passkey" }).click();
  await fillTraits(page, "passkey-flow", email);
  await page.getByTestId("passkey-flow").locator('[name="passkey_register_trigger"]').click();
  await expectSignedIn(page);
  await page.goto("/settings");
  await expect(page.locator('[name="traits.email"]')).toHaveValue(email);
});

test("a phone number is verified by the code that is sent to it", async ({ page, stack }) => {
  const phone = toPhone();
  const { email } = newPerson();
  await stack.createIdentity({ traits: { email, phone, name: { first: "Ada" }, tos: true } });
  await page.goto("/login");
  const code = await codeAfter(stack, phone, async () => {
    const form = page.getByTestId("login-flow-code");
    await form.locator('[name="identifier"]').fill(phone);
    await form.locator('button[value="code"]').click();
  });
  await enterCode(page, code);
  await expectSignedIn(page);
  const whoami = await page.request.get(`${stack.urls.kratosPublic}/sessions/whoami`);
  const { identity } = await whoami.json();
  expect(
    identity.verifiable_addresses.find((address: { value: string }) => address.value === phone),
  ).toMatchObject({ verified: true, via: "sms" });
});

let phones = 0;

/** A number of its own for each test, in the range that is kept free for fiction. */
function toPhone(): string {
  phones += 1;
  return `+1202555${String(1000 + ((process.pid * 37 + phones) % 9000))}`;
}
