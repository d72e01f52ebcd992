/** Hydra's system secret is swapped while people are on Foyer's pages: its challenges are sealed under it. */

import { allow, signInAt } from "../support/journey.mjs";
import { createPerson } from "../support/people";
import { expect, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";

const OLD = "old-system-secret-0123456789abcdef";
const NEW = "new-system-secret-fedcba9876543210";

let system = [OLD];

test.use({ stackOptions: { hydra: () => ({ secrets: { system } }) } });

test("a challenge of an older Hydra secret works while that is listed, else ends in a document", async ({
  stack,
}) => {
  const agent = new UserAgent();
  await signInAt(agent, stack.urls.foyer, await createPerson(stack));
  const app = `${stack.urls.relyingParty}/login?client=demo-app`;
  const stale = await agent.open(app);
  const consent = await agent.open(app);

  system = [NEW, OLD];
  await stack.restart("hydra");
  const end = await agent.follow(await allow(agent, consent));
  expect(end.url.href).toBe(`${stack.urls.relyingParty}/`);

  system = [NEW];
  await stack.restart("hydra");
  for (const page of [await agent.send(stale.url), await allow(agent, stale)]) {
    expect([404, 410]).toContain(page.status);
    expect(page.text).toContain("start again from there");
  }
});
