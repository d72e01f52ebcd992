/** Settings on a real Kratos: every section says its state, changes it, and asks before it takes something away. */

import { readFile } from "node:fs/promises";
import { addAuthenticator } from "../../support/authenticator";
import { createPerson, newPerson, signIn, signInWithPassword } from "../../support/people";
import { expectSignedIn, signOut } from "../../support/people-pages";
import { signInVia } from "../../support/provider";
import { withAndWithoutScript } from "../../support/script";
import {
  addLookupCodes,
  addPasskey,
  addSecurityKey,
  addTotp,
  choosePassword,
  pressSure,
} from "../../support/settings";
import { expect, expectAccessible, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("profile: a change is kept, a mistake stands at its field with what was typed", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await page.goto("/settings");
    const form = page.getByTestId("settings-profile");
    await form.locator('[name="traits.name.last"]').fill("Lovelace");
    await form.locator('[name="traits.newsletter"]').check();
    await form.locator('button[value="profile"]').click();
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    await expect(form.locator('[name="traits.name.last"]')).toHaveValue("Lovelace");
    await expect(form.locator('[name="traits.newsletter"]')).toBeChecked();
    await form.locator('[name="traits.name.first"]').fill("x".repeat(101));
    await form.locator('button[value="profile"]').click();
    await expect(form.getByTestId("node/input/traits.name.first")).toContainText("100");
    await expect(form.locator('[name="traits.name.first"]')).toHaveValue("x".repeat(101));
    await expect(page.getByRole("alert").getByRole("link")).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
  });

  test("password: the new one signs in, the old one no longer", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await page.goto("/settings");
    const password = `New-${person.password}`;
    await choosePassword(page, password);
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    await signOut(page);
    await signInWithPassword(page, person);
    await expect(page.getByTestId("ui/message/4000006")).toBeVisible();
    await signInWithPassword(page, { ...person, password });
    await expectSignedIn(page);
  });

  test("social: an account is linked, used, and unlinked", async ({ page, stack }) => {
    const person = await createPerson(stack);
    const other = newPerson();
    await signIn(page, person);
    await page.goto("/settings");
    await expect(page.locator("#settings-oidc")).toContainText("No other account is linked.");
    await signInVia(page, stack, "acme", { email: other.email, name: "Ada Lovelace" });
    await expect(page.locator("#settings-oidc")).toContainText("One other account is linked.");
    await signOut(page);
    await signInVia(page, stack, "acme", { email: other.email, name: "Ada Lovelace" });
    await expectSignedIn(page);
    await expect(page.locator("main")).toContainText(person.email);
    await page.goto("/settings");
    const question = await pressSure(page, '[name="unlink"][value="acme"]');
    expect(question).toContain("Unlink Acme?");
    await expect(page.locator("#settings-oidc")).toContainText("No other account is linked.");
  });

  test("authenticator app: set up from a picture or a text, removed only when sure", async ({
    page,
    context,
    stack,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await signIn(page, await createPerson(stack));
    await page.goto("/settings");
    const section = page.locator("#settings-totp");
    await expect(section).toContainText("Not set up.");
    await expect(section.getByTestId("node/image/totp_qr")).toHaveAttribute("src", /^data:image\/png/);
    const drawn = await section
      .getByTestId("node/image/totp_qr")
      .evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 100);
    expect(drawn).toBe(true);
    const copy = section.getByRole("button", { name: /^Copy\b.*Authenticator app$/ });
    await expect(copy).toBeVisible({ visible: javaScriptEnabled });
    if (javaScriptEnabled) {
      await copy.click();
      await expect(section.getByRole("button", { name: /^Copied\b.*Authenticator app$/ })).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^[A-Z2-7]{32}$/);
    }
    await addTotp(page);
    await expect(section).toContainText("An authenticator app is set up.");
    const remove = page.locator('[name="totp_unlink"]');
    if (javaScriptEnabled) {
      page.once("dialog", (dialog) => dialog.dismiss());
      await remove.click();
      await expect(remove).toBeVisible();
    } else {
      await expect(remove).toBeHidden();
      const posts: string[] = [];
      page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
      await section.getByRole("checkbox").press("Enter");
      await page.goto("/settings");
      await expect(section).toContainText("An authenticator app is set up.");
      expect(posts).toEqual([]);
    }
    await pressSure(page, '[name="totp_unlink"]');
    await expect(section).toContainText("Not set up.");
  });
});

test("backup codes are copied, kept as a file, printed, shown again, replaced when asked twice", async ({
  page,
  context,
  stack,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const person = await createPerson(stack);
  await signIn(page, person);
  await page.goto("/settings");
  const section = page.locator("#settings-lookup_secret");
  await expect(section).toContainText("No backup codes yet.");
  await page.locator('[name="lookup_secret_regenerate"]').click();
  await expect(section).toContainText("Keep these codes in a safe place, then confirm.");
  await expect(section.locator("code")).toHaveCount(12);
  await expect(section.locator("code").first()).toBeInViewport();
  const codes = await section.locator("code").allInnerTexts();
  await section.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(section.getByRole("button", { name: "Copied", exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join("\n"));
  await page.evaluate(() => {
    URL.revokeObjectURL = () => document.body.setAttribute("data-revoked", "");
  });
  const download = page.waitForEvent("download");
  await section.getByRole("button", { name: "Download" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("backup-codes.txt");
  expect(await readFile(await file.path(), "utf8")).toBe(`${codes.join("\n")}\n`);
  // WebKit and Firefox read what is downloaded later than Chromium.
  await expect(page.locator("body[data-revoked]")).toHaveCount(0);
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", "");
  });
  await section.getByRole("button", { name: "Print" }).click();
  await expect(page.locator("body[data-printed]")).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  const onPaper = (await page.locator("body").innerText()).split(/\n+/);
  expect(onPaper.slice(0, 2)).toEqual(["Foyer", person.email]);
  expect(onPaper.slice(-codes.length)).toEqual(codes);
  await page.emulateMedia({ media: null });
  await expectAccessible(page);
  await page.locator('[name="lookup_secret_confirm"]').click();
  await page.locator('[name="lookup_secret_reveal"]').click();
  await expect(section.locator("code")).toHaveText(codes);
  const question = await pressSure(page, '[name="lookup_secret_regenerate"]');
  expect(question).toContain("Generate new codes?");
  await expect(section).toContainText("Keep these codes in a safe place, then confirm.");
  await expect(section.locator("code")).toHaveCount(12);
  expect(await section.locator("code").allInnerTexts()).not.toEqual(codes);
});

test("without JavaScript backup codes are generated, confirmed and shown again", async ({
  browser,
  stack,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: stack.urls.foyer });
  const page = await context.newPage();
  await signIn(page, await createPerson(stack));
  const codes = await addLookupCodes(page);
  await page.locator('[name="lookup_secret_reveal"]').click();
  await expect(page.locator("#settings-lookup_secret code")).toHaveText(codes);
  await expect(page.locator("#settings-lookup_secret code").first()).toBeInViewport();
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeHidden();
  await context.close();
});

test("a security key and a passkey are added and removed, each with its own name and date", async ({
  page,
  stack,
}) => {
  await addAuthenticator(page);
  await signIn(page, await createPerson(stack));
  await page.goto("/settings");
  await expect(page.locator("#settings-webauthn")).toContainText("No security keys yet.");
  await expect(page.locator("#settings-passkey")).toContainText("No passkeys yet.");
  await addSecurityKey(page, "Blue key");
  await expect(page.locator("#settings-webauthn")).toContainText("One security key is set up.");
  await expect(page.locator('[name="webauthn_remove"]')).toContainText("Blue key");
  await expect(page.locator("#settings-webauthn")).toContainText(/Added \w+ \d+, \d{4}/);
  expect(await pressSure(page, '[name="webauthn_remove"]')).toContain("Remove the security key “Blue key”?");
  await expect(page.locator("#settings-webauthn")).toContainText("No security keys yet.");
  await addPasskey(page);
  await expect(page.locator("#settings-passkey")).toContainText("One passkey is set up.");
  await expectAccessible(page);
  expect(await pressSure(page, '[name="passkey_remove"]')).toContain("Remove the passkey");
  await expect(page.locator("#settings-passkey")).toContainText("No passkeys yet.");
});

test("Enter in a security key's name adds the key", async ({ page, stack }) => {
  await addAuthenticator(page);
  await signIn(page, await createPerson(stack));
  await page.goto("/settings");
  for (const name of ["Blue key", "Red key"]) {
    await page.locator('[name="webauthn_register_displayname"]').fill(name);
    await page.locator('[name="webauthn_register_displayname"]').press("Enter");
    await expect(page.locator('[name="webauthn_remove"]').filter({ hasText: name })).toBeVisible();
  }
});

test.describe("on a device that keeps no passkeys", () => {
  // Kratos' own script logs what the browser answered.
  test.use({ expectedErrors: [/NotSupportedError/] });

  test("a passkey is told to be beyond the device, not to have been cancelled", async ({ page, stack }) => {
    await signIn(page, await createPerson(stack));
    await page.addInitScript(() => {
      PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable = async () => false;
      // As Firefox does on Linux, at once.
      CredentialsContainer.prototype.create = () => Promise.reject(new DOMException("", "NotAllowedError"));
    });
    await page.goto("/settings");
    await page.locator('[name="passkey_register_trigger"]').click();
    await expect(page.locator("#settings-passkey")).toContainText("This browser or device cannot do that.");
    await page.locator('[name="webauthn_register_displayname"]').fill("Blue key");
    await page.locator('[name="webauthn_register_trigger"]').click();
    await expect(page.locator("#settings-webauthn")).toContainText("That was cancelled or took too long.");
  });
});

test("without JavaScript the sections that need it say so, and all others work", async ({
  browser,
  stack,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: stack.urls.foyer });
  const page = await context.newPage();
  await signIn(page, await createPerson(stack));
  // Chromium under test draws no <noscript>, though scripts are off: so the markup is read.
  const html = await (await page.request.get("/settings")).text();
  const forms = html.split("<form ").filter((form) => form.includes("needs JavaScript"));
  expect(forms.map((form) => /data-testid="([^"]+)"/.exec(form)?.[1])).toEqual([
    "settings-passkey",
    "settings-webauthn",
  ]);
  await page.goto("/settings");
  await expect(page.getByRole("button", { name: "Generate new backup recovery codes" })).toBeVisible();
  await expect(page.locator("[data-trigger]")).toHaveCount(2);
  for (const useless of await page.locator("[data-trigger], [name=webauthn_register_displayname]").all())
    await expect(useless, "leads nowhere without JavaScript").toBeHidden();
  await context.close();
});

test("A4: somebody else's settings flow shows nothing of theirs, but a fresh one of one's own", async ({
  page,
  browser,
  stack,
}) => {
  const [mine, other] = [await createPerson(stack), await createPerson(stack)];
  const theirs = await browser.newContext({ baseURL: stack.urls.foyer });
  const theirPage = await theirs.newPage();
  await signIn(theirPage, other);
  await theirPage.goto("/settings");
  const address = theirPage.url();
  expect(address).toContain("flow=");
  await theirs.close();
  await signIn(page, mine);
  await page.goto(address);
  await expect(page.locator('[name="traits.email"]')).toHaveValue(mine.email);
  await expect(page.locator("body")).not.toContainText(other.email);
  expect(page.url()).not.toBe(address);
});

test("F15: backup codes and the authenticator secret are gone after sign-out, also by Back", async ({
  page,
  stack,
}) => {
  await signIn(page, await createPerson(stack));
  await page.goto("/settings");
  const secret = await page.getByTestId("node/text/totp_secret_key/text").innerText();
  await page.locator('[name="lookup_secret_regenerate"]').click();
  const codes = page.locator("#settings-lookup_secret code");
  await expect(codes).toHaveCount(12);
  const [code = ""] = await codes.allInnerTexts();
  await page.getByTestId("logout-link").first().click();
  await expect(page).toHaveURL(/\/logout$/);
  await page.goBack();
  await expect(page.locator("body")).not.toContainText(code);
  await expect(page.locator("body")).not.toContainText(secret);
  await page.goBack();
  await expect(page.locator("body")).not.toContainText(secret);
});
