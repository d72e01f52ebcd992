/** Secrets of Kratos and Hydra are swapped while people are on Foyer's pages, as docs/operations.md says to do it. */

import { randomBytes } from "node:crypto";
import { allow, signInAt } from "../support/journey.mjs";
import { createPerson, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";

const OLD = "old-system-secret-0123456789abcdef";
const NEW = "new-system-secret-fedcba9876543210";

let system = [OLD];

/** As `openssl rand -hex` makes them. */
const toSecret = (bytes: number) => randomBytes(bytes).toString("hex");
const longSecret = toSecret(32);
let cookie = [longSecret];

test.use({
  stackOptions: {
    hydra: () => ({ secrets: { system } }),
    kratos: () => ({ secrets: { cookie } }),
  },
});

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

test("a cookie secret of Kratos' is rotated with a spare: sign-ins at a provider go on", async ({
  stack,
}) => {
  const begin = async () => {
    const agent = new UserAgent();
    return {
      agent,
      page: await agent.submit(await agent.open(`${stack.urls.foyer}/login`), "provider=acme"),
    };
  };
  const finish = async ({ agent, page }: Awaited<ReturnType<typeof begin>>) => {
    const [button] = page.forms.flatMap(({ buttons }) => buttons);
    const fill = { email: newPerson().email, name: "Ada" };
    const { url } = await agent.submit(page, button?.testId ?? button?.label ?? "", { fill });
    return url.pathname;
  };
  const underWay = await begin();
  cookie = [toSecret(32), toSecret(16), longSecret];
  await stack.restart("kratos");
  expect(await finish(underWay)).toBe("/welcome");
  expect(await finish(await begin())).toBe("/welcome");
});
