/** Sessions that are too old for a sensitive change, and the page that asks to sign in once more. */

import { expect, type Page } from "@playwright/test";
import type { Person } from "./people";
import type { Stack, StackOptions } from "./test";

/** With a database in which a session can be made older. The very same object in each file: they share one stack a worker. */
export const AGEING_STACK: StackOptions = { parts: ["kratos", "mail", "upstreamIdp", "foyer"] };

/** Lets the sign-in be older than `privileged_session_max_age`; the stack's database is PostgreSQL. */
export async function makeUnprivileged(stack: Stack, { id }: { id: string }): Promise<void> {
  await stack.query(
    "kratos",
    `UPDATE sessions SET authenticated_at = now() - interval '1 hour' WHERE identity_id = '${id}'`,
  );
}

/** The page that asks for credentials, and what it says of the change that waits. */
export async function expectAskedAgain(page: Page, waiting: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it is you");
  await expect(page.locator("main")).toContainText(waiting);
}

/** Signs in on the page that asks for it. */
export async function confirmIdentity(page: Page, { password }: Pick<Person, "password">): Promise<void> {
  const form = page.getByTestId("login-flow");
  await form.locator('[name="password"]').fill(password);
  await form.locator('button[value="password"]').click();
}
