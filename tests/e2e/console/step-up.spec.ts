/** Dangerous acts on real servers: a new sign-in is asked for, and the act is carried on after it. */

import { confirmSignIn, signInToConsole } from "../../support/console/operator";
import { findSessions } from "../../support/console/sessions";
import { createPerson, signIn } from "../../support/people";
import { expect, expectAccessible, test } from "../../support/test";

for (const kind of ["oidc", "kratos"] as const) {
  test.describe(`operators whom ${kind === "oidc" ? "Hydra" : "Kratos"} vouches for`, () => {
    test.use({ stackOptions: { console: kind, foyerEnv: { CONSOLE_STEP_UP_MINUTES: "0" } } });

    for (const javaScriptEnabled of [true, false]) {
      test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
        test.use({ javaScriptEnabled });

        test("C29: a dangerous act is carried on after a new sign-in", async ({ page, stack, browser }) => {
          const person = await createPerson(stack);
          const other = await browser.newContext({ baseURL: stack.urls.foyer });
          await signIn(await other.newPage(), person);
          await other.close();
          const [session] = await findSessions(stack, person.id);
          await signInToConsole(page, stack, `/sessions/${session?.id}`);

          await page.getByText("Delete all sessions of this person").click();
          const form = page.getByTestId("sessions.delete");
          await form.getByLabel("Reason").fill("sold laptop");
          await form.getByLabel("Type delete to confirm").fill("delete");
          await form.getByRole("button").click();
          await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm that it is you");
          expect(await findSessions(stack, person.id)).toHaveLength(1);
          if (javaScriptEnabled) await expectAccessible(page);
          await page.getByTestId("step-up-start").click();
          await confirmSignIn(page, stack);

          await expect(page.getByRole("heading", { level: 1 })).toHaveText("Carry on with this?");
          await expect(page.getByTestId("step-up")).toContainText("sold laptop");
          if (javaScriptEnabled) await expectAccessible(page);
          await page.getByRole("button", { name: "Carry on" }).click();
          await expect(page.getByRole("status")).toContainText("All sessions of this identity were deleted.");
          expect(await findSessions(stack, person.id)).toEqual([]);
        });
      });
    }
  });
}
