/** The operator switches a flow off, and on again, while Foyer runs. */

import { expect, test } from "../support/test";

let isOpen = true;

test.use({
  stackOptions: {
    parts: ["kratos", "mail", "foyer"],
    kratos: () => ({ selfservice: { flows: { registration: { enabled: isOpen } } } }),
  },
});

test("a flow that is switched at Kratos is offered, or not, from the next page on", async ({
  page,
  stack,
}) => {
  await page.goto("/login");
  await expect(page.getByTestId("signup-link")).toBeVisible();
  for (const now of [false, true]) {
    isOpen = now;
    await stack.restart("kratos");
    // What is known may be ten seconds old; it is asked for by the page itself then.
    await expect(async () => {
      await page.goto("/login");
      await expect(page.getByTestId("login-flow")).toBeVisible();
      await expect(page.getByTestId("signup-link")).toHaveCount(now ? 1 : 0, { timeout: 1 });
    }).toPass();
  }
});
