/** The operator's way in and the sessions of people, on real servers. */

import { CONSOLE_STACK, getConsole, signInToConsole } from "../../support/console/operator";
import { findSessions } from "../../support/console/sessions";
import { createPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

withAndWithoutScript((javaScriptEnabled) => {
  test("signs in with a second factor, finds a person's session and ends it", async ({
    page,
    stack,
    browser,
  }) => {
    const person = await createPerson(stack);
    const reason = `lost phone of ${person.email}`;
    const other = await browser.newContext({ baseURL: stack.urls.foyer });
    const theirs = await other.newPage();
    await signIn(theirs, person);

    await signInToConsole(page, stack, "/sessions?active=true");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("link", { name: person.email }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(person.email);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByText("End this session", { exact: true }).click();
    const form = page.getByTestId("session.end");
    await form.getByLabel("Reason").fill(reason);
    await form.getByRole("button", { name: "End session" }).click();
    await expect(page.getByRole("status")).toContainText("The session was ended.");

    await theirs.goto("/account");
    await expect(theirs).toHaveURL(/\/login/);
    await page.goto(`${getConsole(stack).url}/trail`);
    await expect(page.getByRole("listitem").filter({ hasText: reason })).toContainText("session.end");
    await other.close();
  });
});

test("extends a person's session from now on", async ({ page, stack, browser }) => {
  const person = await createPerson(stack);
  const other = await browser.newContext({ baseURL: stack.urls.foyer });
  await signIn(await other.newPage(), person);
  await other.close();
  const [before] = await findSessions(stack, person.id);
  await signInToConsole(page, stack, `/sessions/${before?.id}`);
  await page.getByText("Extend this session", { exact: true }).click();
  await page.getByTestId("session.extend").getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("The session was extended.");
  const [after] = await findSessions(stack, person.id);
  expect(Date.parse(String(after?.expires_at))).toBeGreaterThan(Date.parse(String(before?.expires_at)));
});
