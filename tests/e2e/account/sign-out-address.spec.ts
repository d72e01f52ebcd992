/** Kratos' own address for after a sign-out (`selfservice.flows.logout.after.default_browser_return_url`). */

import { createPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";

test.use({
  stackOptions: {
    parts: ["kratos", "mail", "relyingParty", "foyer"],
    kratos: ({ relyingParty }) => ({
      selfservice: {
        flows: { logout: { after: { default_browser_return_url: `${relyingParty}/?from=kratos` } } },
      },
    }),
  },
});

withAndWithoutScript(() => {
  test("a sign-out ends where Kratos' configuration says, by link and by form", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await page.getByTestId("logout-link").first().click();
    await expect(page).toHaveURL(`${stack.urls.relyingParty}/?from=kratos`);

    await signIn(page, person);
    await page.goto("/logout");
    await page.getByTestId("logout-accept").click();
    await expect(page).toHaveURL(`${stack.urls.relyingParty}/?from=kratos`);
  });
});
