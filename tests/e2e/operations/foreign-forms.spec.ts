/** Another site's page in a real browser, which sends the very forms that the signed-in person has before them. */

import type { BrowserContext, Page } from "@playwright/test";
import { allow, expectAtApp, startAtApp } from "../../support/app";
import {
  type Attack,
  type ForeignForm,
  type ForeignSite,
  startForeignSite,
  visitForeign,
} from "../../support/foreign-site";
import { readLog } from "../../support/foyer-log";
import { createPerson, signIn } from "../../support/people";
import { getProxies, RECORDED_STACK } from "../../support/recorded-stack";
import { expect, type Stack, test } from "../../support/test";

test.use({ stackOptions: RECORDED_STACK });
test.setTimeout(120_000);

let foreign: ForeignSite;

test.beforeAll(async () => {
  foreign = await startForeignSite();
});
test.afterAll(() => foreign?.stop());

const ATTACKS: readonly (readonly ["crossSite" | "sameSite", Attack])[] = [
  ["crossSite", "page"],
  ["crossSite", "sandboxed frame"],
  ["crossSite", "script"],
  ["sameSite", "page"],
  ["sameSite", "sandboxed frame"],
  ["sameSite", "script"],
];

for (const [site, how] of ATTACKS) {
  const where = site === "crossSite" ? "another host" : "another port, where cookies travel along";
  test(`F6: forms sent by a ${how} at ${where} are a 403, though each token in them is right`, async ({
    browser,
    stack,
  }) => {
    const context = await browser.newContext({ baseURL: stack.urls.foyer });
    const person = await createPerson(stack);
    const page = await context.newPage();
    await signIn(page, person);
    await startAtApp(page, stack);
    await allow(page);
    await expectAtApp(page, stack);
    const consent = await context.newPage();
    await startAtApp(consent, stack);
    const forms = await collectForms(context, stack, consent);
    const before = await readState(context, stack);

    const { kratos, hydra } = getProxies();
    const attacker = await context.newPage();
    const earlier = (await readPosts(stack)).length;
    for (const [index, form] of forms.entries()) {
      foreign.attack(how, form);
      await visitForeign(attacker, foreign[site], { leadsOn: how === "page" });
      // What a frame or a script is answered stays hidden from its page, and from the browser's tools: the log tells.
      await expect.poll(async () => (await readPosts(stack)).length, form.action).toBe(earlier + index + 1);
    }
    expect((await readPosts(stack)).slice(earlier)).toEqual(forms.map(() => 403));
    const asked = [...kratos.requests(), ...hydra.requests()].filter(
      ({ headers }) => headers["x-request-id"],
    );
    expect(
      asked.map(({ method, path }) => `${method} ${path}`),
      "asked for any of these forms",
    ).toEqual([]);
    expect(await readState(context, stack)).toEqual(before);

    await allow(consent);
    await expectAtApp(consent, stack);
    await context.close();
  });
}

/** The forms of the pages that this person has open, filled as a click would send them. */
async function collectForms(context: BrowserContext, stack: Stack, consent: Page): Promise<ForeignForm[]> {
  const page = await context.newPage();
  const read = async (path: string, button: string, more: Record<string, string> = {}) => {
    await page.goto(path);
    return readForm(page, button, more);
  };
  const accept = await readForm(consent, '[name="consent_action"][value="accept"]');
  const forms = [
    accept,
    { ...accept, action: `${stack.urls.foyer}/consent/switch-account` },
    await read("/sessions", '[data-testid="sign-out-everywhere"]'),
    await read("/account/apps", '[data-testid="revoke-all"]'),
    await read("/logout", '[data-testid="logout-accept"]'),
    await read("/settings", '[name="method"][value="profile"]', { "traits.name.first": "Mallory" }),
    await read("/settings", '[name="method"][value="password"]', { password: "Chosen-by-mallory-1" }),
  ];
  await startAtApp(page, stack, { prompt: "select_account" });
  forms.push(await readForm(page, '[name="decision"]'));
  await page.close();
  return forms;
}

/** Statuses of all forms that were sent to Foyer. */
async function readPosts(stack: Stack): Promise<unknown[]> {
  const posts = (await readLog(stack)).filter(
    ({ event, method }) => event === "request" && method === "POST",
  );
  // Browsers report a frame that was refused, when they see fit.
  return posts.filter(({ route }) => route !== "/csp-report").map(({ status }) => status);
}

function readForm(page: Page, button: string, more: Record<string, string> = {}): Promise<ForeignForm> {
  return page
    .locator(button)
    .first()
    .evaluate((element: HTMLButtonElement | HTMLInputElement, added) => {
      if (!element.form) throw new Error("no form");
      const sent = new FormData(element.form);
      if (element.name) sent.set(element.name, element.value);
      const fields = [...sent].map(([name, value]) => [name, String(value)]);
      return { action: element.form.action, fields: { ...Object.fromEntries(fields), ...added } };
    }, more);
}

/** What the attacks are after: who is signed in where, what that person is called, which apps are connected. */
async function readState(context: BrowserContext, stack: Stack) {
  const whoami = await context.request.get(`${stack.urls.kratosPublic}/sessions/whoami`);
  const { id, active, identity } = await whoami.json();
  const apps = await context.request.get(`${stack.urls.foyer}/account/apps`);
  const cookies = (await context.cookies(stack.urls.foyer)).filter(({ name }) => /session|foyer/.test(name));
  return {
    session: { id, active },
    identity: { id: identity.id, traits: identity.traits, updatedAt: identity.updated_at },
    isConnected: (await apps.text()).includes("demo-app"),
    cookies: cookies.map(({ name, value }) => `${name}=${value}`).toSorted(),
  };
}
