/** Forms and addresses of flows that are over. */

import type { Page } from "@playwright/test";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";

const SECOND = "1s";

test.use({
  stackOptions: {
    kratos: {
      selfservice: {
        flows: {
          registration: { lifespan: SECOND },
          recovery: { lifespan: SECOND },
          verification: { lifespan: SECOND },
        },
      },
    },
  },
});

/** Waits until Kratos itself says that the flow in the address bar is too old. */
async function waitUntilExpired(page: Page, kratos: string, kind: string): Promise<void> {
  const id = new URL(page.url()).searchParams.get("flow");
  await expect
    .poll(async () => (await page.request.get(`${kratos}/self-service/${kind}/flows?id=${id}`)).status())
    .toBe(410);
}

withAndWithoutScript(() => {
  for (const [kind, send] of [
    ["registration", 'button[value="profile"]'],
    ["recovery", 'button[value="code"]'],
    ["verification", 'button[value="code"]'],
  ] as const) {
    test(`a ${kind} that was sent too late is shown fresh, with a note, and the destination kept`, async ({
      page,
      stack,
    }) => {
      const returnTo = `${stack.urls.foyer}/sessions?a=1`;
      await page.goto(
        `${stack.urls.foyer}/self-service/${kind}/browser?return_to=${encodeURIComponent(returnTo)}`,
      );
      await waitUntilExpired(page, stack.urls.kratosPublic, kind);
      const form = page.getByTestId(`${kind}-flow`);
      const email = form.locator('[name="email"], [name="traits.email"]');
      await email.fill("late@foyer.example");
      const first = form.locator('[name="traits.name.first"]');
      if (kind === "registration") await first.fill("Ada");
      await form.locator(send).click();
      await expect(page.getByTestId("form-messages")).toContainText("flow expired");
      await expect(email).toHaveValue("late@foyer.example");
      if (kind === "registration") await expect(first).toHaveValue("Ada");
      await expect(
        page.locator(`a[href*="${encodeURIComponent(returnTo)}"], a[href="${returnTo}"]`).first(),
      ).toBeVisible();
    });
  }
});

test("a restarted tab with an old address gets a fresh page with a note, not an error", async ({
  page,
  stack,
}) => {
  await page.goto("/recovery");
  await expect(page).toHaveURL(/flow=/);
  await waitUntilExpired(page, stack.urls.kratosPublic, "recovery");
  const response = await page.reload();
  expect(response?.status()).toBe(200);
  await expect(page.getByTestId("form-messages")).toContainText("The recovery flow expired");
  await expect(page.getByTestId("recovery-flow")).toBeVisible();
});
