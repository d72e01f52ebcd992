/** A sign-in by a provider that turns into a sign-up: what the schema still wants is asked for, refused and taken. */

import { readFileSync } from "node:fs";
import { newPerson } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { answerProvider, signInVia } from "../../support/provider";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";

const schema = JSON.parse(
  readFileSync(new URL("../../../stack/kratos/identity.schema.json", import.meta.url), "utf8"),
);
const { traits } = schema.properties;
traits.properties.website = { type: "string", title: "Website", format: "uri", minLength: 10 };
traits.required = [...(traits.required ?? []), "website"];

test.use({ stackOptions: { identitySchema: schema } });

withAndWithoutScript(() => {
  test("a sign-in by a provider that becomes a sign-up says what is wrong with what it asks for", async ({
    page,
    stack,
  }) => {
    const { email } = newPerson();
    await page.goto("/login");
    await signInVia(page, stack, "globex", { email });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Almost there");
    await expect(page.getByText("Property website is missing").first()).toBeVisible();
    await page.locator('input[name="traits.name.first"]').fill("Grace");
    const website = page.locator('input[name="traits.website"]');
    await website.fill("http://s");
    // As older browsers and suites' own typing, which know of no limits.
    await page.getByTestId("oidc-flow").evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await page.locator('button[name="provider"]').click();
    await answerProvider(page, { email });
    await expect(page.getByTestId("ui/message/4000003").first()).toContainText("length must be >= 10");
    await expect(website).toHaveValue("http://s");
    await expect(website).toHaveAttribute("aria-invalid", "true");
    await website.fill("http://grace.foyer.example");
    await page.locator('button[name="provider"]').click();
    await answerProvider(page, { email });
    await expectSignedIn(page);
  });
});
