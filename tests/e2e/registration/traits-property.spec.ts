/** Identity schemas of any shape on a real Kratos: what a page shows can be changed, and nothing else changes by it. */

import fc from "fast-check";
import { toBase64Url } from "../../../stack/kratos/embedded-file.mjs";
import { readIdentity } from "../../support/people";
import { expect, type Stack, test } from "../../support/test";
import { type Person, person } from "../../support/traits/arbitrary";
import { toFilled, toKept } from "../../support/traits/fill";
import { type LoadedPage, UserAgent } from "../../support/user-agent.mjs";

/** Each schema is one more of the same Kratos. */
const PEOPLE = fc.sample(person, { numRuns: 60, seed: 12 });

const PASSWORD = "Correct-horse-7b1f";

test.use({
  stackOptions: {
    demoAccounts: [],
    kratos: {
      identity: {
        default_schema_id: "s0",
        schemas: PEOPLE.map(({ schema }, index) => ({
          id: `s${index}`,
          url: toBase64Url(JSON.stringify(schema)),
        })),
      },
    },
  },
});

/** Sixty people in lots, so that a failure names few and a lot is done before a test's time is over. */
const LOT = 10;

for (let first = 0; first < PEOPLE.length; first += LOT) {
  const lot = PEOPLE.slice(first, first + LOT);
  const name = `schemas ${first + 1} to ${first + lot.length}`;

  test(`V5: ${name}: a save that changes nothing leaves every trait as it was`, async ({ stack }) => {
    for (const [index, one] of lot.entries()) {
      const { agent, id, settings, who } = await openSettings(stack, one, first + index);
      const saved = await save(agent, settings);
      expect(saved.has("ui/message/1050001"), describe(who, saved)).toBe(true);
      expect((await readIdentity(stack, id)).traits, describe(who, saved)).toEqual(toKept(who.before, who));
    }
  });

  test(`V5: ${name}: what is drawn can be filled and is read back equal`, async ({ stack }) => {
    for (const [index, one] of lot.entries()) {
      const { agent, id, settings, who } = await openSettings(stack, one, first + index);
      const saved = await save(agent, settings, who.leaves);
      expect(saved.has("ui/message/1050001"), describe(who, saved)).toBe(true);
      expect((await readIdentity(stack, id)).traits, describe(who, saved)).toEqual(toKept(who.after, who));
      const again = await save(agent, saved);
      expect((await readIdentity(stack, id)).traits, describe(who, again)).toEqual(toKept(who.after, who));
    }
  });
}

/** A person's own settings page; each test has its own person of the schema. */
async function openSettings(stack: Stack, one: Person, index: number) {
  const email = `${crypto.randomUUID()}@foyer.example`;
  const who = { ...one, before: { ...one.before, email }, after: { ...one.after, email } };
  const { id } = await stack.createIdentity({
    schema_id: `s${index}`,
    traits: who.before,
    password: PASSWORD,
  });
  const agent = new UserAgent();
  const login = await agent.open(`${stack.urls.foyer}/login`);
  await agent.submit(login, "method=password", { fill: { identifier: email, password: PASSWORD } });
  return { agent, id, settings: await agent.open(`${stack.urls.foyer}/settings`), who };
}

function save(agent: UserAgent, page: LoadedPage, leaves?: Person["leaves"]): Promise<LoadedPage> {
  const form = page.forms.find(({ testId }) => testId === "settings-profile");
  if (!form) throw new Error(`There is no profile to save: ${page.text.slice(0, 400)}`);
  return agent.submit(page, "method=profile", leaves && toFilled(form, leaves));
}

/** Enough to see what failed: the schema, the person, and what the page said. */
function describe({ schema, before, after }: Person, page: LoadedPage): string {
  return JSON.stringify({ schema, before, after, page: page.text.slice(0, 1500) });
}
