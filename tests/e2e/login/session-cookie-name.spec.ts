/** A Kratos whose session cookie has another name: the session is seen, kept from others, and ended. */

import { readLog } from "../../support/foyer-log";
import { createPerson, signInByForm, signInWithPassword } from "../../support/people";
import { expect, test } from "../../support/test";

const NAME = "house_session";

test.use({
  stackOptions: {
    kratos: { session: { cookie: { name: NAME } } },
    foyerEnv: { KRATOS_SESSION_COOKIE: NAME },
  },
});

test("a session cookie with the operator's own name signs in, reaches every page, and signs out", async ({
  page,
  context,
  stack,
}) => {
  const person = await createPerson(stack);
  await signInByForm(page, person);
  expect((await context.cookies()).map(({ name }) => name)).toContain(NAME);
  await page.goto("/sessions");
  await expect(page.locator("pre")).toContainText(person.id);
  await page.getByTestId("logout-link").click();
  await expect(page).toHaveURL(/\/logout$/);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain(NAME);
});

test.describe("a name that Foyer was not told", () => {
  test.use({ stackOptions: { kratos: { session: { cookie: { name: NAME } } } } });

  test("a session cookie of an unknown name is in the log, with the variable to set", async ({
    page,
    stack,
  }) => {
    await page.goto("/login");
    await signInWithPassword(page, await createPerson(stack));
    const findMisconfigurations = async () =>
      (await readLog(stack)).filter(({ event }) => event === "misconfiguration");
    await expect.poll(findMisconfigurations).toEqual([
      expect.objectContaining({
        level: "warn",
        setting: "KRATOS_SESSION_COOKIE",
        change: `environment: KRATOS_SESSION_COOKIE=${NAME}`,
      }),
    ]);
  });
});
