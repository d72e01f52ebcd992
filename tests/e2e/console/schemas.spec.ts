/** The kinds of account, as operators look at them, on real servers. */

import { CONSOLE_STACK, openConsole } from "../../support/console/operator";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

test("an operator sees what an account holds, and what Kratos uses it for", async ({ page, stack }) => {
  await openConsole(page, stack, "/schemas");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Person" }).click();
  const email = page.getByRole("row").filter({ hasText: "email" }).first();
  await expect(email).toContainText("signs in (password");
  await expect(email).toContainText("is verified, recovers");
  await expect(page.getByRole("row").filter({ hasText: "name.first" })).toContainText("yes");
  await expectAccessible(page);
});
