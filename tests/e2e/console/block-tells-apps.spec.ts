/** Blocking reaches apps, too: those that named a back-channel logout hear of it, on real servers. */

import { CONSOLE_STACK, signInToConsole } from "../../support/console/operator";
import { isRemembered, isSignedIn, signedInAtApp, waitForNotices } from "../../support/sign-out";
import { expect, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

test("an app hears that its person was blocked, and neither server knows them any more", async ({
  page,
  stack,
}) => {
  const { person, agent, client, sid } = await signedInAtApp(stack);
  await signInToConsole(page, stack, `/identities/${person.id}`);
  await page.getByText("Block everywhere", { exact: true }).first().click();
  const block = page.getByTestId("identity.block");
  await block.getByLabel("Type block to confirm").fill("block");
  await block.getByRole("button").click();
  await expect(page.locator("#steps")).toContainText("told to apps");
  await expect(page.locator("#steps")).not.toContainText(/failed|not known/);
  await waitForNotices(stack, sid, "back");
  expect(await isSignedIn(stack, agent)).toBe(false);
  expect(await isRemembered(client, agent)).toBe(false);
});
