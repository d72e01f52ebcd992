/** A console whose client is given subjects of its own, on a real Hydra (OIDC Core §8.1). */

import { authenticate, CONSOLE_STACK, getConsole } from "../../support/console/operator";
import { expect, test } from "../../support/test";

test.use({
  stackOptions: {
    ...CONSOLE_STACK,
    hydra: {
      oidc: {
        subject_identifiers: {
          supported_types: ["public", "pairwise"],
          pairwise: { salt: "a salt of this test" },
        },
      },
    },
  },
});

test("C20: an operator whose subject hides their account is let in by no console", async ({
  page,
  stack,
}) => {
  const patched = await fetch(`${stack.urls.hydraAdmin}/admin/clients/foyer-console`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify([{ op: "replace", path: "/subject_type", value: "pairwise" }]),
  });
  expect(patched.status).toBe(200);
  const { url, operator } = getConsole(stack);
  await page.goto(url);
  await page.getByTestId("console-start").click();
  await authenticate(page, stack, "operator");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("It is not known which account is yours");
  await expect(page.getByRole("main")).toContainText("subject_type");
  expect(await page.content()).not.toContain(operator.email);
  expect((await page.goto(url))?.status()).toBe(401);
});
