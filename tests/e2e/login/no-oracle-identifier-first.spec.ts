/** Sign-in that asks for the address first, with Kratos' `security.account_enumeration.mitigate` (threat F10). */

import { askBoth, expectNoOracle } from "../../support/oracle";
import { createPerson } from "../../support/people";
import { test } from "../../support/test";

const TIMES = 200;

test.setTimeout(120_000);

test.use({
  stackOptions: {
    parts: ["kratos", "mail", "foyer"],
    foyerEnv: { FOYER_RATE_LIMIT: "false" },
    kratos: {
      security: { account_enumeration: { mitigate: true } },
      hashers: { argon2: { expected_duration: "1ms", expected_deviation: "1ms" } },
      selfservice: { flows: { login: { style: "identifier_first" } } },
    },
  },
});

test("F10: an unknown address is asked for its password and refused like a known one, 200 times", async ({
  stack,
}) => {
  const { email } = await createPerson(stack);
  const answers = await askBoth(
    stack,
    {
      kind: "login",
      steps: [
        { button: "method=identifier_first", fill: (identifier) => ({ identifier }) },
        { button: "method=password", fill: () => ({ password: "not the password" }) },
      ],
    },
    email,
    TIMES,
  );
  expectNoOracle("the address first", answers);
});
