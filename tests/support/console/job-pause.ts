/** An import whose operator is signed out in the middle: it writes no further, says so, and is carried on by hand. */

import type { Browser, Page } from "@playwright/test";
import { expect, type Stack } from "../test";
import { beginLargeImport, COUNT } from "./large-import";
import { signInToConsole } from "./operator";

interface Scene {
  page: Page;
  stack: Stack;
  browser: Browser;
}

/** @param end ends the operator's session while their import is under way */
export async function expectPause({ page, stack, browser }: Scene, end: () => Promise<void>): Promise<void> {
  const { count } = await beginLargeImport(page, stack);
  await expect.poll(count).toBeGreaterThan(0);
  await end();
  const path = new URL(page.url()).pathname.split("/console")[1];

  const elsewhere = await (await browser.newContext({ baseURL: stack.urls.foyer })).newPage();
  await signInToConsole(elsewhere, stack, path);
  const progress = elsewhere.locator("#progress");
  await expect
    .poll(async () => {
      await elsewhere.reload();
      return progress.innerText();
    })
    .toContain("paused");
  await expect(elsewhere.getByRole("alert")).toContainText(
    "Paused: the session of the operator who ran it has ended",
  );
  const made = await count();
  expect(made).toBeLessThan(COUNT);
  await expect(progress).toContainText(`${made.toLocaleString("en")} of 1,200`);
  await elsewhere.getByRole("button", { name: "Carry on" }).click();
  await expect(progress).toContainText("1,200 of 1,200", { timeout: 60_000 });
  await expect(progress).toContainText("finished");
  expect(await count()).toBe(COUNT);
  await elsewhere.context().close();
}
