/** Dangerous acts on real servers where Hydra vouches for operators: a new sign-in, and the act is carried on after it. */

import { readFile } from "node:fs/promises";
import { confirmSignIn, getConsole, signInToConsole } from "../../support/console/operator";
import { carryOnAfterSignIn } from "../../support/console/step-up";
import { createPerson, readIdentity } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";

test.use({ stackOptions: { console: "oidc", foyerEnv: { CONSOLE_STEP_UP_MINUTES: "0" } } });

withAndWithoutScript((javaScriptEnabled) => {
  test("C29: a dangerous act is carried on after a new sign-in", async ({ page, stack, browser }) => {
    await carryOnAfterSignIn({ page, stack, browser, isChecked: javaScriptEnabled });
  });

  test("C12: an address by which an account could be recovered is changed after a new sign-in", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signInToConsole(page, stack, `/identities/${person.id}`);
    await page.getByText("Edit traits as JSON", { exact: true }).click();
    const form = page.getByTestId("identity.edit-json");
    const traits = form.getByLabel("Traits (JSON)");
    const email = `new-${person.email}`;
    await traits.fill(JSON.stringify({ ...JSON.parse(await traits.inputValue()), email }));
    await form.getByRole("button", { name: "Save traits" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm that it is you");
    expect((await readIdentity(stack, person.id)).traits.email).toBe(person.email);
    await page.getByTestId("step-up-start").click();
    await confirmSignIn(page, stack);

    await expect(page.getByTestId("step-up")).toContainText(email);
    await page.getByRole("button", { name: "Carry on" }).click();
    await expect(page.getByRole("status")).toContainText("The traits were saved.");
    expect((await readIdentity(stack, person.id)).traits.email).toBe(email);
  });

  test("C12: a list is exported after a new sign-in, and leads back to the list", async ({ page, stack }) => {
    const person = await createPerson(stack);
    const list = `/identities?match=exact&identifier=${encodeURIComponent(person.email)}`;
    await signInToConsole(page, stack, list);
    await page.getByRole("button", { name: "Export as CSV" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm that it is you");
    await expect(page.getByTestId("step-up")).toContainText(`Export as CSV: ${person.email}.`);
    await page.getByTestId("step-up-start").click();
    await confirmSignIn(page, stack);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Carry on" }).click(),
    ]);
    expect(await readFile(await download.path(), "utf8")).toContain(person.email);
    await page.getByRole("link", { name: "Back to the page" }).click();
    await expect(page.getByRole("row").filter({ hasText: person.email })).toBeVisible();
    await page.goto(`${getConsole(stack).url}/trail?operation=identities.export`);
    await expect(page.getByRole("listitem").filter({ hasText: person.email }).first()).toContainText(
      /done.*1 row/,
    );
  });
});
