/** Recovery links as operators hand them over, on real servers that have them on. */

import { getConsole, openConsole } from "../../support/console/operator";
import { createPerson } from "../../support/people";
import { expect, test } from "../../support/test";

test.use({
  stackOptions: {
    console: "oidc",
    kratos: { selfservice: { methods: { link: { enabled: true } }, flows: { recovery: { use: "link" } } } },
  },
});

test("C11: a recovery link is shown once, and opens the account", async ({ page, stack, browser }) => {
  const person = await createPerson(stack);
  await openConsole(page, stack, `/identities/${person.id}`);
  await page.getByText("Make a recovery link", { exact: true }).click();
  await page.getByTestId("recovery.link").getByRole("button").click();
  const shown = page.locator("#secrets [data-copy-value]");
  const link = await shown.innerText();
  expect(new URL(link).origin).toBe(new URL(stack.urls.foyer).origin);
  await page.goto(`${getConsole(stack).url}/identities/${person.id}`);
  await expect(page.locator("#trail")).toContainText("recovery.link");
  expect(await page.content()).not.toContain(link);

  const theirs = await browser.newContext({ baseURL: stack.urls.foyer });
  const other = await theirs.newPage();
  await other.goto(link);
  await other.getByTestId("open-link").click();
  await expect(other).toHaveURL(/\/settings/);
  await theirs.close();
});
