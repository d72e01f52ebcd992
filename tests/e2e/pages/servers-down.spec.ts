/** Kratos or Hydra away: a page within seconds that says what to do, and everything works once they are back. */

import type { Page } from "@playwright/test";
import { allow, expectAtApp, startAtApp } from "../../support/app";
import { createPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

const LIMIT_MS = 5000;

withAndWithoutScript((javaScriptEnabled) => {
  test("Kratos away: 503 with Retry-After, nobody is called signed out; then the page works again", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await stack.stopPart("kratos");
    try {
      for (const path of ["/login", "/registration", "/recovery", "/settings", "/account", "/sessions"])
        await expectUnavailable(page, path);
      if (javaScriptEnabled) await expectAccessible(page);
    } finally {
      await stack.startPart("kratos");
    }
    await page.getByRole("link", { name: "Try again" }).click();
    await expect(page).toHaveURL(/\/sessions$/);
    await page.goto("/account");
    await expect(page.getByRole("main")).toContainText(person.email);
  });
});

test("Hydra away: the account works, an app's request is a 503 to try again without loss", async ({
  page,
  stack,
}) => {
  await signIn(page, await createPerson(stack));
  await startAtApp(page, stack);
  const consentUrl = page.url();
  await withoutHydra(stack, async () => {
    await expectUnavailable(page, consentUrl);
    await expectAccessible(page);
    await page.goto("/account");
    await expect(page.getByTestId("logout")).toBeVisible();
    await page.goto("/login?login_challenge=anything");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("We cannot do that right now");
    await page.goto(consentUrl);
  });
  await page.getByRole("link", { name: "Try again" }).click();
  await allow(page);
  await expectAtApp(page, stack);
});

test("Hydra away when Allow is pressed: Back to the form keeps what was ticked", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  await startAtApp(page, stack);
  const email = page.getByRole("checkbox", { name: "See your email address" });
  await email.uncheck();
  await withoutHydra(stack, async () => {
    await allow(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("We cannot do that right now");
    await expectAccessible(page);
  });
  await page.getByRole("link", { name: "Back to the form" }).click();
  await expect(email).not.toBeChecked();
  await allow(page);
  await expectAtApp(page, stack);
});

async function withoutHydra(stack: Stack, run: () => Promise<void>): Promise<void> {
  await stack.stopPart("hydra");
  try {
    await run();
  } finally {
    await stack.startPart("hydra");
  }
}

async function expectUnavailable(page: Page, path: string): Promise<void> {
  const startedAt = performance.now();
  const answer = await page.goto(path);
  expect(performance.now() - startedAt).toBeLessThan(LIMIT_MS);
  expect(answer?.status(), path).toBe(503);
  expect(Number(answer?.headers()["retry-after"]), path).toBeGreaterThan(0);
  await expect(page.getByRole("main")).toContainText("You are not signed out");
  await expect(page.getByRole("main")).toContainText("Try again in a moment");
}
