/** How the servers are and what the doctor finds, as operators see it, on real servers. */

import { getConsole, signInToConsole } from "../../support/console/operator";
import { expect, expectAccessible, test } from "../../support/test";

test.use({
  stackOptions: { console: "oidc", foyerEnv: { FOYER_METRICS: "true", FOYER_RATE_LIMIT: "true" } },
});

test("a viewer sees versions, what the doctor finds, limits, and what was counted", async ({
  page,
  stack,
}) => {
  await signInToConsole(page, stack, "/server", "viewer");
  await expect(page.locator("#servers")).toContainText("every test of Foyer runs on it");
  await expect(page.locator("#findings")).not.toContainText("not known");
  await expect(page.locator("#limits")).toContainText(/Forms of one flow15 in 10 min/);
  await expect(page.locator("#limits")).toContainText("this process alone");
  await expect(page.locator("#process")).toContainText("kratos 2xx");
  await expectAccessible(page);
  await page.goto(getConsole(stack).url);
  await expect(page.locator("#attention")).toContainText("Configuration");
  await page.locator("#servers").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Server");
});
