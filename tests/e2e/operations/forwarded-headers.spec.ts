/** What a client claims about where Foyer is must never reach a mail, a redirect or a cookie. */

import { createPerson } from "../../support/people";
import { expect, test } from "../../support/test";

test("P4: neither a recovery mail nor anything else has a forged X-Forwarded-Host's name", async ({
  page,
  context,
  stack,
}) => {
  const person = await createPerson(stack, { verified: true });
  await context.setExtraHTTPHeaders({ "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" });
  const locations: string[] = [];
  page.on("response", (response) => locations.push(response.headers().location ?? ""));
  await page.goto("/recovery");
  const form = page.getByTestId("recovery-flow");
  await form.locator('[name="email"]').fill(person.email);
  await form.locator('button[name="method"]').click();
  await expect(page.getByTestId("node/input/code")).toBeVisible();

  const mail = await stack.waitForMessage(person.email);
  expect(mail.codes).toHaveLength(1);
  expect(mail.text + mail.html + mail.links.join()).not.toContain("evil");
  expect(locations.join()).not.toContain("evil");
  expect(JSON.stringify(await context.cookies())).not.toContain("evil");
  expect(await page.content()).not.toContain("evil");
});
