/** Dangerous acts on real servers where Kratos vouches for operators: a new sign-in, and the act is carried on after it. */

import { carryOnAfterSignIn } from "../../support/console/step-up";
import { withAndWithoutScript } from "../../support/script";
import { test } from "../../support/test";

test.use({ stackOptions: { console: "kratos", foyerEnv: { CONSOLE_STEP_UP_MINUTES: "0" } } });

withAndWithoutScript((javaScriptEnabled) => {
  test("C29: a dangerous act is carried on after a new sign-in with Kratos", async ({
    page,
    stack,
    browser,
  }) => {
    await carryOnAfterSignIn({ page, stack, browser, isChecked: javaScriptEnabled });
  });
});
