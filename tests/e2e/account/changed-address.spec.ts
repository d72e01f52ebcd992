/** A changed address on a real Kratos: the saved page says that it waits, and leads to where it is verified. */

import { codeAfter, enterCode } from "../../support/messages";
import { createPerson, newPerson, readIdentity, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { chooseLastName, openSettings } from "../../support/settings";
import { expect, expectAccessible, test } from "../../support/test";

const VERIFY = /verify/i;

test("V5: a profile that is saved in one tab leaves what another tab saved since", async ({
  page,
  context,
  stack,
}) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  const address = await openSettings(page);
  const other = await context.newPage();
  await openSettings(other);
  await chooseLastName(other, "Lovelace");
  await expect(other.getByTestId("ui/message/1050001")).toBeVisible();
  const rename = async (first: string) => {
    await page.locator('[name="traits.name.first"]').fill(first);
    await page.locator('button[value="profile"]').click();
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    return (await readIdentity(stack, person.id)).traits;
  };
  expect(await rename("Augusta")).toMatchObject({ name: { first: "Augusta", last: "Lovelace" } });
  // A tab that a phone closed and opens anew: Kratos draws a flow as it began.
  await page.goto("/account");
  await openSettings(other);
  const old = await openSettings(page);
  expect(old).not.toBe(address);
  await chooseLastName(other, "King");
  await expect(other.getByTestId("ui/message/1050001")).toBeVisible();
  await page.goto(old);
  expect(await rename("Ada")).toMatchObject({ name: { first: "Ada", last: "King" } });
});

withAndWithoutScript((javaScriptEnabled) => {
  test("a changed address is said to be unverified, and verified from where it was changed", async ({
    page,
    stack,
  }) => {
    await signIn(page, await createPerson(stack));
    await page.goto("/settings");
    await expect(page.getByTestId("verify-link")).toHaveCount(0);
    const { email } = newPerson();
    const form = page.getByTestId("settings-profile");
    await form.locator('[name="traits.email"]').fill(email);
    await form.locator('button[value="profile"]').click();
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    await expect(page.getByRole("main")).toContainText(`${email} is not verified yet`);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByTestId("verify-link").click();
    await expect(page.locator('[name="email"]')).toHaveValue(email);
    const send = () => page.getByTestId("verification-flow").locator('button[value="code"]').click();
    await enterCode(page, await codeAfter(stack, email, send, VERIFY));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Address verified");
    await page.getByTestId("node/anchor/continue").click();
    await expect(page).toHaveURL(/\/settings(\?flow=[^&]+)?$/);
    await form.locator('[name="traits.name.last"]').fill("Lovelace");
    await form.locator('button[value="profile"]').click();
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    await expect(page.getByTestId("verify-link")).toHaveCount(0);
  });
});
