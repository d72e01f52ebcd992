/** Where Kratos mails no links an invitation would help nobody: it is said what to switch on, on a real server. */

import { openConsole } from "../../support/console/operator";
import { createPerson } from "../../support/people";
import { expect, test } from "../../support/test";

test.use({
  stackOptions: {
    console: "oidc",
    kratos: { selfservice: { methods: { link: { enabled: false } } } },
  },
});

test("C24: without the method link nothing is mailed, and it is said what to switch on", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await openConsole(page, stack, `/identities/${person.id}`);
  await page.getByText("Send an invitation by mail", { exact: true }).click();
  const form = page.getByTestId("invitation.send");
  await form.getByRole("button").click();
  await expect(form.getByRole("alert")).toContainText("Nothing was sent.");
  await expect(form.getByRole("alert")).toContainText("selfservice.methods.link.enabled");
  await expect(form.getByRole("alert")).toContainText(`${stack.urls.foyer}/recovery`);
  expect(stack.messages(person.email)).toEqual([]);
});
