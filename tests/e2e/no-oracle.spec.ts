/** Answers about an address that has an account cannot be told from those about one that has none (threat F10). */

import { ask, askBoth, blotOut, expectNoOracle, type Question } from "../support/oracle";
import { createPerson, newPerson } from "../support/people";
import { expect, test } from "../support/test";

const TIMES = 200;

test.use({
  stackOptions: {
    parts: ["kratos", "mail", "foyer"],
    foyerEnv: { FOYER_RATE_LIMIT: "false" },
    // For an unknown address Kratos sleeps as long as Argon2 is expected to take, whichever hasher there is: 500 ms.
    kratos: { hashers: { argon2: { expected_duration: "1ms", expected_deviation: "1ms" } } },
  },
});

const byCode = { button: "method=code", fill: (email: string) => ({ email }) };

const PROFILE = {
  button: "method=profile",
  fill: (email: string) => ({ "traits.email": email, "traits.name.first": "Ada" }),
};

const QUESTIONS: (Question & { title: string })[] = [
  {
    title: "a wrong password",
    kind: "login",
    steps: [
      {
        button: "method=password",
        fill: (identifier) => ({ identifier, password: "not the password" }),
      },
    ],
  },
  { title: "recovery", kind: "recovery", steps: [byCode] },
  { title: "verification", kind: "verification", steps: [byCode] },
  {
    title: "a registration by code",
    kind: "registration",
    steps: [PROFILE, { button: "method=code", fill: () => ({}) }],
  },
];

for (const question of QUESTIONS) {
  test(`F10: ${question.title} says the same of a known and an unknown address, 200 times, in the same time`, async ({
    stack,
  }) => {
    const { email } = await createPerson(stack);
    expectNoOracle(question.title, await askBoth(stack, question, email, TIMES));
  });
}

test("F10: a registration with a password says of a taken address what Kratos says, and not a word more", async ({
  stack,
}) => {
  const { email } = await createPerson(stack);
  const register = (address: string, password: string) =>
    ask(
      stack,
      { kind: "registration", steps: [PROFILE, { button: "method=password", fill: () => ({ password }) }] },
      address,
    );
  const free = newPerson();
  expect(blotOut((await register(email, "short")).html, email)).toBe(
    blotOut((await register(free.email, "short")).html, free.email),
  );
  const taken = await register(email, free.password);
  expect(taken.byTestId("form-messages")).toContain("exists already");
});
