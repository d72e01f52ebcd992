/** A sign-in page that was left open for too long: a fresh one, with its destination. */

import type { Page } from "@playwright/test";
import { allow, expectAtApp, startAtApp } from "../../support/app";
import { createPerson, signInWithPassword } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

test.use({ stackOptions: { kratos: { selfservice: { flows: { login: { lifespan: "3s" } } } } } });

const EXPIRED = "ui/message/4010001";

withAndWithoutScript((javaScriptEnabled) => {
  test("an expired form gives a fresh one that says so; return_to is kept", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await page.goto(`/login?return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions`)}`);
    await waitUntilExpired(page, stack);
    await signInWithPassword(page, person);
    await expect(page.getByTestId(EXPIRED)).toContainText("expired");
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(`${stack.urls.foyer}/sessions`);
  });

  test("an expired address gives a fresh form that says so; return_to is kept", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await page.goto(`/login?return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions`)}`);
    const flowId = await waitUntilExpired(page, stack);
    await page.goto(`/login?flow=${flowId}`);
    await expect(page.getByTestId(EXPIRED)).toContainText("expired");
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(`${stack.urls.foyer}/sessions`);
  });

  test("O20: an app's request survives an expired form and an expired address", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await startAtApp(page, stack);
    await waitUntilExpired(page, stack);
    await signInWithPassword(page, person);
    await expect(page.getByTestId(EXPIRED)).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    const flowId = await waitUntilExpired(page, stack);
    await page.goto(`/login?flow=${flowId}`);
    await expect(page.getByTestId(EXPIRED)).toBeVisible();
    await signInWithPassword(page, person);
    await allow(page);
    await expectAtApp(page, stack);
  });
});

/** Asks Kratos itself. @returns the flow's id */
async function waitUntilExpired(page: Page, stack: Stack): Promise<string> {
  const action = await page.getByTestId("login-flow").getAttribute("action");
  const flowId = new URL(action ?? "").searchParams.get("flow") ?? "";
  const url = `${stack.urls.kratosPublic}/self-service/login/flows?id=${flowId}`;
  await expect.poll(async () => (await page.request.get(url)).status()).toBe(410);
  return flowId;
}
