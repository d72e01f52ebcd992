/** Answers about an address that has an account cannot be told from those about one that has none (threat F10). */

import { ask, askBoth, blotOut, expectNoOracle, type Question } from "../../support/oracle";
import { createPerson, newPerson } from "../../support/people";
import { expect, test } from "../../support/test";

const TIMES = 200;

test.setTimeout(120_000);

test.use({
  stackOptions: {
    parts: ["kratos", "mail", "foyer"],
    foyerEnv: { FOYER_RATE_LIMIT: "false" },
    kratos: {
      // For an unknown address Kratos sleeps about as long as Argon2 is expected to take, whichever hasher there is.
      hashers: { argon2: { expected_duration: "1ms", expected_deviation: "1ms" } },
      // Mail stays in its queue: SQLite refuses writes that meet those of the courier.
      courier: { worker: { pull_wait: "1h" } },
    },
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
  test(`F10: ${question.title} says the same of a known and an unknown address, as fast, 200 ×`, async ({
    stack,
  }) => {
    const { email } = await createPerson(stack);
    expectNoOracle(question.title, await askBoth(stack, question, email, TIMES));
  });
}

test("F10: a registration says of a taken address what Kratos says, and not a word more", async ({
  stack,
}) => {
  const { email } = await createPerson(stack);
  const free = newPerson();
  const register = async (address: string, ...more: Question["steps"]) => {
    const page = await ask(stack, { kind: "registration", steps: [PROFILE, ...more] }, address);
    return blotOut(page.html, address);
  };
  const withPassword = (password: string) => ({ button: "method=password", fill: () => ({ password }) });
  expect(await register(email, withPassword("short"))).toBe(
    await register(free.email, withPassword("short")),
  );
  const taken = await register(email, withPassword(free.password));
  expect(taken).toContain("exists already");
  expect(withoutMessage(taken)).toBe(withoutMessage(await register(free.email)));
});

/** A page without what Kratos says above its form, ways on included, and the word that announces an error in the title. */
function withoutMessage(page: string): string {
  return page
    .replace("<title>Error: ", "<title>")
    .replace(
      /<div role="(?:status|alert)"[^>]*><ul data-testid="form-messages".*?<\/ul><\/div>(?=<section)/s,
      "",
    );
}
