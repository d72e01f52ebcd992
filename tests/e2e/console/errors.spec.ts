/** An error that a person met, found by the id that stood in the address of its page, on a real Kratos. */

import { meetError } from "../../support/console/errors";
import { CONSOLE_STACK, getConsole, openConsole } from "../../support/console/operator";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

withAndWithoutScript((javaScriptEnabled) => {
  test("C25, C28: a viewer finds an error by its id, with what to do and no token", async ({
    page,
    stack,
  }) => {
    // An address to follow, and a token in its query.
    const id = await meetError(stack, "https://call-0100-now.example/help?token=hush");
    await openConsole(page, stack, "", "viewer");
    await page.getByRole("searchbox", { name: "What to find" }).fill(` ${id.toUpperCase()} `);
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await expect(page).toHaveURL(`${getConsole(stack).url}/errors/${id}`);
    const main = page.locator("main");
    await expect(main).toContainText("selfservice.allowed_return_urls");
    await expect(page.locator("#error")).toContainText("400 Bad Request");
    await expect(page.locator("#error")).toContainText("https://call-0100-now.example/help[redacted]");
    await expect(page.locator("#error time")).toHaveCount(1);
    expect(await page.content()).not.toContain("hush");
    await expect(main.getByRole("link")).toHaveCount(0);
    await expect(main.locator("form[method=post]")).toHaveCount(0);
    if (javaScriptEnabled) await expectAccessible(page);
  });
});

test("an error that Kratos does not have is said not to be there, and where was looked", async ({
  page,
  stack,
}) => {
  const id = "00000000-0000-4000-8000-000000000000";
  await openConsole(page, stack, `/search?q=${id}`, "viewer");
  await expect(page.locator("main")).toContainText("Nothing was found.");
  await expect(page.locator("main")).toContainText("from its beginning; not by a name");
  await expect(page.locator("main")).toContainText("errors that people met by id");
  const answer = await page.goto(`${getConsole(stack).url}/errors/${id}`);
  expect(answer?.status()).toBe(404);
});
