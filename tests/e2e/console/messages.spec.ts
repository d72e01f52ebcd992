/** Mail as operators look at it, on real servers. */

import { CONSOLE_STACK, openConsole } from "../../support/console/operator";
import { createPerson } from "../../support/people";
import { askForRecoveryCode } from "../../support/recovery";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

test("C10: a person's mail is found from their page, without what was in it", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await page.goto("/recovery");
  const code = await askForRecoveryCode(page, stack, person.email);

  await openConsole(page, stack, `/identities/${person.id}`);
  await page.getByRole("link", { name: "Mail sent there" }).first().click();
  await expectAccessible(page);
  await page.getByRole("link", { name: person.email }).first().click();
  await expect(page.locator("#message")).toContainText("Handed to the mail server.");
  await expectAccessible(page);
  expect(await page.content()).not.toContain(code);
});
