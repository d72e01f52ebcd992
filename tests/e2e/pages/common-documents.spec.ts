/** Pages that are drawn once and filled in for the next person (ADR 27) hold what is that person's, and work. */

import { createPerson } from "../../support/people";
import { finishAuthorization, makeClient, startAuthorization } from "../../support/relying-party";
import { expect, test } from "../../support/test";
import { type LoadedPage, UserAgent } from "../../support/user-agent.mjs";
import { sendPassword, walk } from "../../support/walk";

const VISITORS = 5;

/** Whatever is in the forms: token, flow, an app's request. */
function toOwnValues(page: LoadedPage): string[] {
  const flows = page.forms.map((form) => /[?&]flow=([\w-]+)/.exec(form.action)?.[1] ?? "");
  const names = new Set(["csrf_token", "login_challenge"]);
  const fields = page.forms.flatMap((form) => form.fields.filter(([name]) => names.has(name)));
  return [...new Set([...flows, ...fields.map(([, value]) => value)])].filter((value) => value !== "");
}

/** No two pages share a value. */
function expectApart(pages: readonly LoadedPage[], count: number): void {
  const values = pages.map(toOwnValues);
  for (const own of values) expect(own.length).toBe(count);
  expect(new Set(values.flat()).size).toBe(pages.length * count);
  for (const [index, page] of pages.entries()) {
    const others = values.flatMap((own, other) => (other === index ? [] : own));
    for (const value of others) expect(page.html).not.toContain(value);
  }
}

test("F21: each of several browsers gets a sign-in form of its own, and can use it", async ({ stack }) => {
  const people = await Promise.all(Array.from({ length: VISITORS }, () => createPerson(stack)));
  const visitors: { agent: UserAgent; page: LoadedPage }[] = [];
  for (const _ of people) {
    const agent = new UserAgent();
    visitors.push({ agent, page: await agent.open(`${stack.urls.foyer}/login`) });
  }
  expectApart(
    visitors.map(({ page }) => page),
    2,
  );
  for (const [index, { agent, page }] of visitors.entries()) {
    const person = people[index];
    if (!person) throw new Error("a person for each");
    expect((await sendPassword(agent, page, person)).text).toContain(person.email);
  }
});

test("F21: each of several browsers gets an app's sign-in page of its own request", async ({ stack }) => {
  const client = await makeClient(stack);
  const visitors: {
    agent: UserAgent;
    page: LoadedPage;
    asked: Awaited<ReturnType<typeof startAuthorization>>;
  }[] = [];
  for (let visitor = 0; visitor < VISITORS; visitor += 1) {
    const [agent, asked] = [new UserAgent(), await startAuthorization(client)];
    visitors.push({ agent, asked, page: await agent.open(asked.url) });
  }
  // The flow and its token; the challenge and its own.
  expectApart(
    visitors.map(({ page }) => page),
    4,
  );
  for (const { agent, asked, page } of visitors) {
    const person = await createPerson(stack);
    const end = await walk(page, client.redirectUri, { agent, person });
    expect((await finishAuthorization(asked, end.url)).id_token).toBeTruthy();
  }
});

test("F21: what one browser typed stands on no page of another", async ({ stack }) => {
  const typed = "typed.by.one@example.org";
  const [one, other] = [new UserAgent(), new UserAgent()];
  const refused: LoadedPage[] = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const page = await one.open(`${stack.urls.foyer}/login`);
    refused.push(await sendPassword(one, page, { email: typed, password: "not-theirs-at-all-1" }));
  }
  for (const page of refused) expect(page.html).toContain(typed);
  for (const agent of [one, other]) {
    const page = await agent.open(`${stack.urls.foyer}/login`);
    expect(page.html).not.toContain(typed);
  }
});
