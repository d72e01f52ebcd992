/** What has grown too old: flows that expired, and a privileged session that ran out in the middle of a change. */

import type { Page } from "@playwright/test";
import { addAuthenticator } from "../support/authenticator";
import { createPerson, signIn, signInWithPassword } from "../support/people";
import { expect, expectAccessible, test } from "../support/test";

const SECOND = "1s";

test.use({
  stackOptions: {
    kratos: {
      selfservice: {
        flows: {
          settings: { privileged_session_max_age: SECOND },
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

/** Waits until the session is older than `privileged_session_max_age`. */
async function waitUntilUnprivileged(page: Page, kratos: string): Promise<void> {
  await expect
    .poll(async () => {
      const session = await (await page.request.get(`${kratos}/sessions/whoami`)).json();
      return Date.now() - Date.parse(session.authenticated_at);
    })
    .toBeGreaterThan(1100);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("A2: a new password survives that the privileged session ran out: sign in once, and it is changed", async ({
      page,
      stack,
    }) => {
      const person = await createPerson(stack);
      await signIn(page, person);
      await page.goto("/settings");
      await waitUntilUnprivileged(page, stack.urls.kratosPublic);
      const password = `New-${person.password}`;
      await page.getByTestId("settings-password").locator('[name="password"]').fill(password);
      await page.getByTestId("settings-password").locator('button[value="password"]').click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it is you");
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByTestId("login-flow").locator('[name="password"]').fill(person.password);
      await page.getByTestId("login-flow").locator('button[value="password"]').click();
      await expect(page).toHaveURL(/\/settings\?flow=/);
      await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
      await page.context().clearCookies();
      await page.goto("/login");
      await signInWithPassword(page, { ...person, password });
      await expect(page).toHaveURL(/\/(welcome|account)$/);
    });

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
        await expect(page.getByTestId(`${kind}-flow`)).toBeVisible();
        await expect(
          page.locator(`a[href*="${encodeURIComponent(returnTo)}"], a[href="${returnTo}"]`).first(),
        ).toBeVisible();
      });
    }
  });
}

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

test("A2: a passkey that was being added when the privileged session ran out is added after signing in", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await addAuthenticator(page);
  await signIn(page, person);
  await page.goto("/settings");
  await waitUntilUnprivileged(page, stack.urls.kratosPublic);
  await page.locator('[name="passkey_register_trigger"]').click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it is you");
  await page.getByTestId("login-flow").locator('[name="password"]').fill(person.password);
  await page.getByTestId("login-flow").locator('button[value="password"]').click();
  await expect(page.locator('[name="passkey_remove"]')).toBeVisible();
});

test("a change that needs no fresh sign-in does not ask for one", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  await page.goto("/settings");
  await waitUntilUnprivileged(page, stack.urls.kratosPublic);
  const form = page.getByTestId("settings-profile");
  await form.locator('[name="traits.name.last"]').fill("Lovelace");
  await form.locator('button[value="profile"]').click();
  await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
});
