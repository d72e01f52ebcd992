/** A Kratos whose session cookie has another name: the session is seen, kept from others, and ended. */

import { createPerson, signIn } from "../../support/people";
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
  await signIn(page, person);
  expect((await context.cookies()).map(({ name }) => name)).toContain(NAME);
  await page.goto("/sessions");
  await expect(page.locator("pre")).toContainText(person.id);
  await page.getByTestId("logout-link").click();
  await expect(page).toHaveURL(/\/logout$/);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain(NAME);
});
