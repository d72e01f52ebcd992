/** Kratos' own words on its error page, where the operator wants them there. */

import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";

test.use({ stackOptions: { parts: ["kratos", "foyer"], foyerEnv: { FOYER_ERROR_REASONS: "true" } } });

withAndWithoutScript(() => {
  test("FOYER_ERROR_REASONS shows Kratos' reason as the page's text, and no debug details", async ({
    page,
  }) => {
    const answer = await page.goto("/error?id=stub:500");
    expect(answer?.status()).toBe(400);
    await expect(page.getByTestId("ui/error/message")).toHaveText("This is a stub error.");
    await page.getByText("Details for support").click();
    const facts = JSON.parse(await page.getByTestId("code-box").innerText());
    expect(facts).toMatchObject({ code: 500, reason: "This is a stub error." });
    expect(await page.content()).not.toMatch(/stacktrace|goroutine/i);
  });
});
