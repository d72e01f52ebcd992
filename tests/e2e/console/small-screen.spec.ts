/** Lists on a phone: many rows are looked through without a long way to scroll. */

import { CONSOLE_STACK, getConsole, openConsole } from "../../support/console/operator";
import { newPerson } from "../../support/people";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK, viewport: { width: 375, height: 720 } });

/** One line of the name, one or two of what is known of it. */
const ROW_PX = 100;

test("fifty people at 375 px take less than a hundred pixels each, and nothing is cut", async ({
  page,
  stack,
}) => {
  const base = newPerson().email;
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      stack.createIdentity({
        traits: { email: `${index}.${base}`, name: { first: "Many" } },
      }),
    ),
  );
  await openConsole(page, stack, "/identities");
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(50);
  const height = await page.locator("tbody").evaluate((body) => body.getBoundingClientRect().height);
  expect(height / 50).toBeLessThan(ROW_PX);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await expectAccessible(page);

  await page.goto(`${getConsole(stack).url}/clients`);
  const tall = await page.locator("tbody tr").evaluateAll((all) => all.map((row) => row.clientHeight));
  expect(Math.max(...tall)).toBeLessThan(1.5 * ROW_PX);
});
