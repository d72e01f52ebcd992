/** A person who is signed in more often than a page shows, on a real Kratos. */

import { createPerson, type Person, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

const OTHERS = 27;

/** Signs in as an app on a device does, without a browser: at Kratos itself, since Foyer bounds how often one may. */
async function signInElsewhere({ urls: { kratosPublic } }: Stack, person: Person): Promise<void> {
  const { id } = await (await fetch(`${kratosPublic}/self-service/login/api`)).json();
  const answer = await fetch(`${kratosPublic}/self-service/login?flow=${id}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ method: "password", identifier: person.email, password: person.password }),
  });
  expect(answer.status).toBe(200);
}

withAndWithoutScript((javaScriptEnabled) => {
  test("sessions come 25 to a page, and one that is ended on the second leads back there", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    for (let count = 0; count < OTHERS; count += 1) await signInElsewhere(stack, person);
    await signIn(page, person);
    await page.goto("/sessions");
    // This browser stands above each page.
    await expect(page.getByTestId("session")).toHaveCount(1 + 25);
    await expect(page.getByTestId("previous-page")).toHaveCount(0);
    await page.getByTestId("next-page").click();
    await expect(page).toHaveURL(/\/sessions\?page=2$/);
    await expect(page.getByTestId("session")).toHaveCount(1 + OTHERS - 25);
    await expect(page.getByTestId("next-page")).toHaveCount(0);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.locator("summary", { hasText: "End session" }).last().click();
    await page.getByTestId("end-session").last().click();
    await expect(page.getByRole("status")).toContainText("The session has ended.");
    await expect(page).toHaveURL(/page=2/);
    await expect(page.getByTestId("session")).toHaveCount(1 + OTHERS - 26);
    // The last row of the last page: its page is gone, and the one before it is shown.
    await page.locator("summary", { hasText: "End session" }).last().click();
    await page.getByTestId("end-session").last().click();
    await expect(page.getByTestId("session")).toHaveCount(1 + 25);
    await expect(page.getByRole("status")).toContainText("The session has ended.");
  });
});
