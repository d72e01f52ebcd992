/** An app that asks for credentials, and a browser whose session is put back after the app's request was seen. */

import type { Page } from "@playwright/test";
import { allow, expectAtApp, readClaims, startAtApp } from "../../support/app";
import { createPerson, signIn, signInWithPassword } from "../../support/people";
import { confirmIdentity } from "../../support/privileged";
import { withAndWithoutScript } from "../../support/script";
import { addTotp, enterTotpCode } from "../../support/settings";
import { expect, type Stack, test } from "../../support/test";

/** How an app asks for credentials. */
const REQUESTS: Record<string, string>[] = [{ prompt: "login" }, { max_age: "60" }];

const SESSION_COOKIE = "ory_kratos_session";

/** Lets a person's sign-in be an hour old, with every way in which it was made. */
async function makeOld(stack: Stack, { id }: { id: string }): Promise<void> {
  const then = `to_char(now() at time zone 'utc' - interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  await stack.query(
    "kratos",
    `UPDATE sessions SET authenticated_at = now() - interval '1 hour', authentication_methods =
      (SELECT jsonb_agg(used || jsonb_build_object('completed_at', ${then}))
         FROM jsonb_array_elements(authentication_methods::jsonb) used)
      WHERE identity_id = '${id}'`,
  );
}

/** Takes the browser's session away and gives it back later, as whoever holds the browser can. */
async function takeSession(page: Page): Promise<() => Promise<void>> {
  const context = page.context();
  const session = (await context.cookies()).filter(({ name }) => name === SESSION_COOKIE);
  expect(session).toHaveLength(1);
  await context.clearCookies({ name: SESSION_COOKIE });
  return () => context.addCookies(session);
}

withAndWithoutScript(() => {
  for (const parameters of REQUESTS) {
    const asked = new URLSearchParams(parameters).toString();

    test(`O12: ${asked} is not met by an old session that is put back, but by a password`, async ({
      page,
      stack,
    }) => {
      const person = await createPerson(stack);
      await signIn(page, person);
      await makeOld(stack, person);
      const putBack = await takeSession(page);
      await startAtApp(page, stack, parameters);
      await expect(page.getByTestId("login-flow")).toBeVisible();
      const challenge = await page.locator('[name="login_challenge"]').first().inputValue();
      await putBack();
      for (let visit = 0; visit < 2; visit++) {
        await page.goto(`/login?login_challenge=${encodeURIComponent(challenge)}`);
        await expect(page.getByTestId("login-flow").locator('[name="password"]')).toBeVisible();
      }
      const before = Math.floor(Date.now() / 1000);
      await confirmIdentity(page, person);
      await allow(page);
      await expectAtApp(page, stack);
      expect(Number((await readClaims(page)).auth_time)).toBeGreaterThanOrEqual(before - 1);
    });
  }

  test("O12: prompt=login with a second factor is met by both factors given again", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    const secret = await addTotp(page);
    await startAtApp(page, stack, { prompt: "login", acr_values: "aal2" });
    await confirmIdentity(page, person);
    await enterTotpCode(page, secret);
    await allow(page);
    await expectAtApp(page, stack);
    expect((await readClaims(page)).acr).toBe("aal2");
  });

  test("O12: with prompt=login, who signs in where nobody was is asked once", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await startAtApp(page, stack, { prompt: "login" });
    await signInWithPassword(page, person);
    await expect(page.getByTestId("consent")).toContainText(person.email);
    await allow(page);
    await expectAtApp(page, stack);
  });
});
