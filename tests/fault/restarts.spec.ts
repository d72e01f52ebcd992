/** Foyer keeps nothing in memory that a person needs: restarts and rotated secrets in the middle of a sign-in. */

import { randomBytes } from "node:crypto";
import { allow, sendPassword } from "../support/journey.mjs";
import { createPerson } from "../support/people";
import { expect, test } from "../support/test";
import { type LoadedPage, UserAgent } from "../support/user-agent.mjs";

const OLD = randomBytes(32).toString("hex");
const NEW = randomBytes(32).toString("hex");

/** What the next start of Foyer gets; the stack asks at every start. */
let cookieSecret = OLD;

test.use({ stackOptions: { foyerEnv: () => ({ COOKIE_SECRET: cookieSecret }) } });

test.beforeEach(async ({ stack }) => {
  cookieSecret = OLD;
  await stack.restart("foyer");
});

test("O20: a sign-in ends at the app although Foyer is restarted before every single step", async ({
  stack,
}) => {
  const person = await createPerson(stack);
  const agent = new UserAgent();
  let restarts = 0;
  const onwards = async (from: LoadedPage): Promise<LoadedPage> => {
    if (!from.next) return from;
    if (from.next.url.href.startsWith(stack.urls.foyer)) {
      await stack.restart("foyer");
      restarts += 1;
    }
    return onwards(await agent.go(from.next));
  };

  const login = await onwards(await agent.send(`${stack.urls.relyingParty}/login?client=demo-app`));
  await stack.restart("foyer");
  const consent = await onwards(await sendPassword(agent, login, person));
  expect(consent.url.pathname).toBe("/consent");
  await stack.restart("foyer");
  const end = await onwards(await allow(agent, consent));
  expect(end.url.href).toBe(`${stack.urls.relyingParty}/`);
  expect(end.text).toContain(person.email);
  expect(restarts, "login page, its own return, consent page").toBeGreaterThanOrEqual(3);
});

test("a seal of an older secret is read while that is listed; new ones are of the newest", async ({
  stack,
}) => {
  const person = await createPerson(stack);
  const agent = new UserAgent();
  // prompt=login is met only by what was sealed at first sight of the challenge.
  const login = await agent.open(`${stack.urls.relyingParty}/login?client=demo-app&prompt=login`);
  cookieSecret = `${NEW},${OLD}`;
  await stack.restart("foyer");
  const consent = await agent.follow(await sendPassword(agent, login, person));
  expect(consent.url.pathname).toBe("/consent");

  cookieSecret = NEW;
  await stack.restart("foyer");
  const end = await agent.follow(await allow(agent, consent));
  expect(end.url.href, "the form was made under the new secret already").toBe(`${stack.urls.relyingParty}/`);
});

test("O6: what was sealed under a secret that is gone counts as never seen, and asks again", async ({
  stack,
}) => {
  const person = await createPerson(stack);
  const agent = new UserAgent();
  const login = await agent.open(`${stack.urls.relyingParty}/login?client=demo-app&prompt=login`);
  cookieSecret = NEW;
  await stack.restart("foyer");
  const again = await agent.follow(await sendPassword(agent, login, person));
  expect(again.status).toBe(200);
  expect(again.url.pathname, "prompt=login is not taken as met").toBe("/login");
  const consent = await agent.follow(await sendPassword(agent, again, person));
  expect(consent.url.pathname).toBe("/consent");

  cookieSecret = `${OLD}-other`;
  await stack.restart("foyer");
  const refused = await allow(agent, consent);
  expect(refused.status, "a form made under a secret that is gone").toBe(403);
  const fresh = await agent.open(consent.url);
  const end = await agent.follow(await allow(agent, fresh));
  expect(end.url.href).toBe(`${stack.urls.relyingParty}/`);
});
