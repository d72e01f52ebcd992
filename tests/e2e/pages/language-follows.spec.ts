/** The language goes along: into Kratos' messages, from the account, and codes are taken in its digits. */

import { Buffer } from "node:buffer";
import { enterCode, messageAfter } from "../../support/messages";
import { createPerson, newPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";
import { toIdentitySchema } from "../../support/traits/identity-schema";

const toTemplate = (text: string) => `base64://${Buffer.from(text).toString("base64")}`;
const BODY = toTemplate("Code {{ .RecoveryCode }} language {{ .TransientPayload.locale }}\n");

const IDENTITY_SCHEMA = toIdentitySchema(
  {
    name: { type: "object", properties: { first: { type: "string", title: "First name" } } },
    locale: { type: "string", title: "Language" },
  },
  { traits: { required: ["email"], additionalProperties: false }, isVerified: true },
);

test.use({
  stackOptions: {
    identitySchema: IDENTITY_SCHEMA,
    kratos: {
      courier: {
        templates: { recovery_code: { valid: { email: { body: { plaintext: BODY, html: BODY } } } } },
      },
    },
    foyerEnv: {
      FOYER_LANGUAGES: "en,en-XA,ar-XB",
      FOYER_LOCALE_TRAIT: "/traits/locale",
    },
  },
});

const toArabic = (code: string) => [...code].map((digit) => "٠١٢٣٤٥٦٧٨٩"[Number(digit)]).join("");

withAndWithoutScript(() => {
  test("Kratos is told the page's language, and takes a code in Arabic digits", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await page.goto("/recovery?ui_locales=ar-XB");
    const form = page.getByTestId("recovery-flow");
    await form.locator('[name="email"]').fill(person.email);
    const send = () => form.locator('button[name="method"][value="code"]').click();
    const message = await messageAfter(stack, person.email, send, /recover/i);
    expect(message.text).toContain("language ar-XB");
    await enterCode(page, toArabic(message.codes[0] ?? ""));
    await expect(page).toHaveURL(/\/settings\?flow=/);
  });
});

test("the account's own language counts on its pages, after what the person chose", async ({
  page,
  stack,
}) => {
  const { email, password } = newPerson();
  await stack.createIdentity({ traits: { email, locale: "ar_XB" }, password, verified: true });
  const html = page.locator("html");
  await page.goto("/login");
  await expect(html).toHaveAttribute("lang", "en");
  await signIn(page, { email, password });
  for (const path of ["/account", "/settings", "/sessions", "/account/apps"]) {
    await page.goto(path);
    await expect(html, path).toHaveAttribute("lang", "ar-XB");
  }
  await page.getByTestId("language-link").click();
  await page.locator('button[value="en-XA"]').click();
  await expect(page).toHaveURL(/\/account\/apps$/);
  await expect(html).toHaveAttribute("lang", "en-XA");
});
