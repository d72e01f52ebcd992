/** Nobody's mailbox is flooded, and nobody's codes and passwords are guessed, from whichever flows and addresses. */

import { createPerson, newPerson, signIn, signInByForm, signInWithPassword } from "../../support/people";
import { expectSignedIn, signOut } from "../../support/people-pages";
import { withAndWithoutScript } from "../../support/script";
import {
  countMessages,
  enterWrongCode,
  fromNetwork,
  openFlow,
  send,
  sendBehind,
  sendPasswordFrom,
  WRITINGS,
} from "../../support/senders";
import { addTotp, codeOf } from "../../support/settings";
import { expect, expectAccessible, type Stack, test } from "../../support/test";
import { UserAgent } from "../../support/user-agent.mjs";
import { openSignedIn } from "../../support/walk";

/** Foyer's defaults: FOYER_RATE_LIMIT_SENDS, FOYER_RATE_LIMIT_GUESSES. */
const SENDS = 5;
const GUESSES = 10;
const RECIPIENT_SENDS = 12;
const RECIPIENT_GUESSES = 24;

/** A quarter of the last. */
const SECOND_FACTORS = 6;

test.setTimeout(120_000);

test.use({
  stackOptions: {
    parts: ["mail", "kratos", "foyer"],
    demoAccounts: [],
    foyerEnv: {
      HYDRA_ADMIN_URL: "",
      FOYER_TRUSTED_PROXY_HOPS: "1",
      FOYER_RATE_LIMIT_RECIPIENT_SENDS: String(RECIPIENT_SENDS),
      FOYER_RATE_LIMIT_RECIPIENT_GUESSES: String(RECIPIENT_GUESSES),
    },
  },
});

test("D4: one network has an address written to five times, however it asks and writes it", async ({
  stack,
}) => {
  const { email } = await createPerson(stack);
  const spellings = [email, email.toUpperCase(), ` ${email}`, `${email}\t`];
  for (let turn = 0; turn < 8; turn += 1) {
    const agent = fromNetwork(new UserAgent(), 1, turn + 1);
    for (const kind of ["verification", "recovery", "login"] as const) {
      const flow = await openFlow(agent, stack, kind);
      const typed = spellings[turn % spellings.length];
      const fields = { method: "code", [kind === "login" ? "identifier" : "email"]: typed };
      for (const writing of WRITINGS) await send(agent, flow, fields, writing);
      await send(agent, flow, { ...fields, code: "000000" });
      await send(agent, flow, { ...fields, code: "000000", resend: "code" });
      // Kratos refuses it, and takes the next code for a form that asks for one.
      await send(agent, flow, { method: "code", resend: "code" });
      await send(agent, flow, { ...fields, code: "000000" });
    }
  }
  expect(await countMessages(stack, email)).toBe(SENDS);
});

test("D4: no message is asked for by a form whose first field is another to Kratos than here", async ({
  stack,
}) => {
  const { email } = await createPerson(stack);
  const agent = fromNetwork(new UserAgent(), 3);
  for (const [kind, field] of [
    ["login", "identifier"],
    ["verification", "email"],
  ] as const) {
    const flow = await openFlow(agent, stack, kind);
    expect(await send(agent, flow, { method: "code", [field]: email })).toBe(303);
    const known = await countMessages(stack, email);
    for (const before of ["?", "\ufeff"]) {
      const status = await sendBehind(agent, flow, before, {
        code: "000000",
        method: "code",
        [field]: email,
      });
      expect.soft(status, `${kind} ${JSON.stringify(before)}`).toBe(400);
    }
    expect.soft(await countMessages(stack, email), kind).toBe(known);
  }
});

test("D4: all networks together have an address written to as often as configured", async ({ stack }) => {
  const { email } = await createPerson(stack);
  for (let network = 10; network < 20; network += 1) {
    const agent = fromNetwork(new UserAgent(), network);
    const flow = await openFlow(agent, stack, "recovery");
    for (let turn = 0; turn < 6; turn += 1) await send(agent, flow, { method: "code", email });
  }
  expect(await countMessages(stack, email)).toBe(RECIPIENT_SENDS);
});

test("D4: registrations for one mailbox send five codes, whatever is put into its address", async ({
  stack,
}) => {
  const { email } = newPerson();
  const agent = fromNetwork(new UserAgent(), 30);
  const addresses = Array.from({ length: 8 }, (_, index) => email.replace("@", `+${index}@`));
  for (const address of [...addresses, email.replace("on-", "on.-"), email.replace("p", "p.")]) {
    const flow = await openFlow(agent, stack, "registration");
    const profile = { "traits.email": address, "traits.name.first": "Ada" };
    await send(agent, flow, { method: "profile", ...profile });
    await send(agent, flow, { method: "code", ...profile });
  }
  const counts = await Promise.all(addresses.map((address) => countMessages(stack, address)));
  expect(counts).toEqual(addresses.map((_, index) => (index < SENDS ? 1 : 0)));
});

test("D4: changing one's own address to another's and back writes to the other five times", async ({
  stack,
}) => {
  const person = await createPerson(stack);
  const other = newPerson().email;
  const agent = await openSignedIn(stack, person);
  const statuses: number[] = [];
  for (let turn = 0; turn < 8; turn += 1) {
    const own = person.email.replace("@", `+${turn}@`);
    for (const email of [other, own]) {
      const flow = await openFlow(agent, stack, "settings");
      // Whoever calls themselves by the other's address has it no more for that.
      const fields = { method: "profile", "traits.email": email, "traits.name.first": other };
      const status = await send(agent, flow, fields);
      if (email === other) statuses.push(status);
    }
  }
  expect(statuses.slice(0, SENDS)).not.toContain(429);
  expect(await countMessages(stack, other)).toBeLessThanOrEqual(SENDS);
  expect(await countMessages(stack, other)).toBeGreaterThan(0);
  expect(statuses.at(-1)).toBe(429);
});

test("a profile is saved any number of times with its address as it was", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createPerson(stack));
  const flow = await openFlow(agent, stack, "settings");
  const { email } = await readTraits(agent, flow.url);
  for (let turn = 0; turn < 12; turn += 1) {
    const fields = { method: "profile", "traits.email": email, "traits.name.first": `Ada ${turn}` };
    expect(await send(agent, flow, fields)).toBe(303);
  }
});

test("D5: a dozen fresh flows take no more guesses at a code than ten", async ({ stack }) => {
  const { email } = await createPerson(stack);
  const agent = fromNetwork(new UserAgent(), 40);
  let looked = 0;
  for (let turn = 0; turn < 12; turn += 1) {
    const flow = await openFlow(agent, stack, "recovery");
    if ((await send(agent, flow, { method: "code", email })) === 429) continue;
    for (let guess = 0; guess < 6; guess += 1) {
      if ((await enterWrongCode(agent, flow)) !== 429) looked += 1;
    }
  }
  expect(looked).toBe(GUESSES);
});

test("D5: strangers use up their tries; a browser that has signed in there goes on", async ({
  page,
  context,
  stack,
}) => {
  const person = await createPerson(stack);
  await context.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.7" });
  await signInByForm(page, person);
  await signOut(page);
  const wrong = { ...person, password: "not the password" };
  const byNetwork: number[] = [];
  for (let network = 50; network < 56; network += 1) {
    const agent = fromNetwork(new UserAgent(), network);
    let looked = 0;
    for (let turn = 0; turn < GUESSES + 2; turn += 1) {
      if ((await sendPasswordFrom(agent, stack, wrong)) !== 429) looked += 1;
    }
    byNetwork.push(looked);
  }
  expect(byNetwork).toEqual([GUESSES, GUESSES, RECIPIENT_GUESSES - 2 * GUESSES, 0, 0, 0]);
  expect(await sendPasswordFrom(fromNetwork(new UserAgent(), 57), stack, person)).toBe(429);
  await page.goto("/login");
  await signInWithPassword(page, person);
  await expectSignedIn(page);
});

test("D5: an unknown account has as many tries as a known one, and is refused in the same words", async ({
  stack,
}) => {
  const known = { ...(await createPerson(stack)), password: "not the password" };
  const answers = [known, newPerson()].map(async (person, index) => {
    const agent = fromNetwork(new UserAgent(), 60 + index);
    const statuses: number[] = [];
    for (let turn = 0; turn < GUESSES + 2; turn += 1) {
      statuses.push(await sendPasswordFrom(agent, stack, person));
    }
    return statuses;
  });
  const [ofKnown, ofUnknown] = await Promise.all(answers);
  expect(ofUnknown).toEqual(ofKnown);
  expect(ofKnown?.filter((status) => status === 429)).toHaveLength(2);
});

test("D5: new sessions, made with the right password, bring no new tries at the second factor", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  const secret = await addTotp(page);
  const wrong = codeOf(secret) === "000000" ? "111111" : "000000";
  let looked = 0;
  for (let session = 0; session < 5; session += 1) {
    const agent = fromNetwork(new UserAgent(), 70);
    expect(await sendPasswordFrom(agent, stack, person)).toBe(303);
    if (session % 2 === 1) quoteSession(agent, stack);
    const flow = await openFlow(agent, stack, "login", "?aal=aal2");
    for (let guess = 0; guess < 4; guess += 1) {
      if ((await send(agent, flow, { method: "totp", totp_code: wrong })) !== 429) looked += 1;
    }
  }
  expect(looked).toBe(SECOND_FACTORS);
});

withAndWithoutScript((javaScriptEnabled) => {
  test("D4: a person reads when the next message can be sent; the address still stands there", async ({
    page,
    context,
    stack,
  }) => {
    const { email } = await createPerson(stack);
    const network = javaScriptEnabled ? 80 : 81;
    await context.setExtraHTTPHeaders({ "x-forwarded-for": `198.18.${network}.9` });
    const agent = fromNetwork(new UserAgent(), network);
    const flow = await openFlow(agent, stack, "recovery");
    for (let turn = 0; turn < SENDS; turn += 1) await send(agent, flow, { method: "code", email });

    await page.goto("/recovery");
    await page.getByTestId("recovery-flow").locator('[name="email"]').fill(email);
    await page.locator('button[name="method"][value="code"]').click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "Wait before you ask for another message",
    );
    await expect(page.getByText("Please wait 15 minutes before you try again.")).toBeVisible();
    await expect(page.locator("body")).not.toContainText(email);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("link", { name: "Back to the form" }).click();
    await expect(page.getByTestId("recovery-flow").locator('[name="email"]')).toHaveValue(email);
  });
});

/** The traits that a settings page shows. */
async function readTraits(agent: UserAgent, url: string): Promise<{ email: string }> {
  const page = await agent.open(url.replace("/self-service", ""));
  const fields = new Map(page.forms.flatMap((form) => form.fields));
  return { email: fields.get("traits.email") ?? "" };
}

/** Kratos takes a cookie's value in quotes, too. */
function quoteSession({ jar }: UserAgent, { urls }: Stack): void {
  const name = "ory_kratos_session";
  jar.store(new URL(urls.foyer), [`${name}="${jar.value(name)}"; Path=/`]);
}
