/** A dangerous act that waits for a sign-in of its own: it is kept, confirmed, and made once. */

import type { Browser, Page } from "@playwright/test";
import { createPerson, signIn } from "../people";
import { expect, expectAccessible, type Stack } from "../test";
import { confirmSignIn, signInToConsole } from "./operator";
import { findSessions } from "./sessions";

interface Journey {
  page: Page;
  stack: Stack;
  browser: Browser;
  /** Whether pages are looked at for accessibility, which needs JavaScript. */
  isChecked: boolean;
}

/** Deletes a person's sessions as an operator who is asked to confirm who they are. */
export async function carryOnAfterSignIn({ page, stack, browser, isChecked }: Journey): Promise<void> {
  const person = await createPerson(stack);
  const other = await browser.newContext({ baseURL: stack.urls.foyer });
  await signIn(await other.newPage(), person);
  await other.close();
  const [session] = await findSessions(stack, person.id);
  await signInToConsole(page, stack, `/sessions/${session?.id}`);

  await page.getByText("Delete all sessions of this person").click();
  const form = page.getByTestId("sessions.delete");
  await form.getByLabel("Reason").fill("sold laptop");
  await form.getByLabel("Type sign out to confirm").fill("sign out");
  await form.getByRole("button").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm that it is you");
  expect(await findSessions(stack, person.id)).toHaveLength(1);
  if (isChecked) await expectAccessible(page);
  await page.getByTestId("step-up-start").click();
  await confirmSignIn(page, stack);

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Carry on with this?");
  await expect(page.getByTestId("step-up")).toContainText("sold laptop");
  if (isChecked) await expectAccessible(page);
  await page.getByRole("button", { name: "Carry on" }).click();
  await expect(page.getByRole("status")).toContainText("All sessions of this identity were deleted.");
  expect(await findSessions(stack, person.id)).toEqual([]);
}
