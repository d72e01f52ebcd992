/** The same journeys in languages of other scripts, directions and lengths: sign up, consent, settings, sign out, recovery. */

import type { Page } from "@playwright/test";
import { toDirection } from "../../../lib/i18n/direction";
import { expectAtApp, readClaims, startAtApp } from "../../support/app";
import { createPerson, newPerson, register } from "../../support/people";
import { recover } from "../../support/recovery";
import { withAndWithoutScript } from "../../support/script";
import { chooseLastName, choosePassword } from "../../support/settings";
import { expect, expectAccessible, test } from "../../support/test";

const LOCALES = ["ar", "de", "ja", "en-XA"];
/** Of another direction, and longer than any. */
const HELD_TO_AXE = ["ar", "en-XA"];

test.use({
  stackOptions: { demoAccounts: [], foyerEnv: { FOYER_LANGUAGES: ["en", ...LOCALES].join(",") } },
});

for (const locale of LOCALES) {
  withAndWithoutScript((javaScriptEnabled) => {
    const isHeldToAxe = javaScriptEnabled && HELD_TO_AXE.includes(locale);

    async function expectPage(page: Page): Promise<void> {
      const html = page.locator("html");
      await expect(html).toHaveAttribute("lang", locale);
      await expect(html).toHaveAttribute("dir", toDirection(locale));
      // A key, or a placeholder that nothing was put into.
      const text = await page.locator("body").innerText();
      expect(text).not.toMatch(/\b[a-z]+\.[a-z][\w-]*\.[a-z]\w*\b(?!@)|\{\w+\}/);
      if (isHeldToAxe) await expectAccessible(page);
    }

    test(`${locale}: a new person signs up for an app, allows it, and changes their settings`, async ({
      page,
      stack,
    }) => {
      const person = newPerson();
      await startAtApp(page, stack, { ui_locales: locale });
      await expectPage(page);
      await page.getByTestId("signup-link").click();
      await expectPage(page);
      await register(page, person);
      await expect(page.getByTestId("consent")).toBeVisible();
      await expectPage(page);
      await page.getByTestId("consent").locator('button[value="accept"]').click();
      await expectAtApp(page, stack);
      expect(await readClaims(page)).toMatchObject({ email: person.email });

      await page.goto("/language");
      await page.locator(`button[value="${locale}"]`).click();
      await page.goto("/settings");
      await expectPage(page);
      await chooseLastName(page, "Lovelace");
      await expect(page.locator('[name="traits.name.last"]')).toHaveValue("Lovelace");
      await expectPage(page);
      await page.goto("/account");
      await expectPage(page);
      await page.getByTestId("logout-link").click();
      await expectPage(page);
    });

    test(`${locale}: a lost password is replaced by a code from a mail`, async ({ page, stack }) => {
      const { email } = await createPerson(stack, { verified: true });
      await page.goto("/language");
      await page.locator(`button[value="${locale}"]`).click();
      await page.goto("/recovery");
      await expectPage(page);
      await recover(page, stack, email);
      await expectPage(page);
      await choosePassword(page, newPerson().password);
      await expectPage(page);
    });
  }, locale);
}
