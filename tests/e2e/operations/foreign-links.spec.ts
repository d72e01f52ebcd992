/**
 * Another site leads a real browser to addresses of Kratos' that would do something. Nobody but the person chooses the
 * provider, the flow and the traits that their sign-in is made of.
 */

import type { Browser, BrowserContext, Page } from "@playwright/test";
import { type ForeignSite, startForeignSite, visitForeign } from "../../support/foreign-site";
import { createPerson, newPerson, readIdentity, signIn } from "../../support/people";
import { expectSignedIn, signOut } from "../../support/people-pages";
import { answerProvider, signInVia } from "../../support/provider";
import { getProxies, RECORDED_STACK } from "../../support/recorded-stack";
import { expect, type Stack, test } from "../../support/test";

test.use({ stackOptions: RECORDED_STACK });

let foreign: ForeignSite;

test.beforeAll(async () => {
  foreign = await startForeignSite();
});
test.afterAll(() => foreign?.stop());

for (const site of ["crossSite", "sameSite"] as const) {
  const where = site === "crossSite" ? "another host" : "another port";

  test(`P17, F17: a link of ${where} links nobody's provider to somebody's account`, async ({
    browser,
    stack,
  }) => {
    const [page, attacker] = await openTwo(browser, stack);
    const victim = await createPerson(stack);
    const atGlobex = { email: `globex-${victim.email}` };
    await signIn(page, victim);
    await page.goto("/settings");
    await signInVia(page, stack, "globex", atGlobex);
    await expect(page.locator('[name="unlink"][value="globex"]')).toBeAttached();
    await signOut(page);

    await attacker.goto("/login");
    await signInVia(attacker, stack, "acme", { email: victim.email, name: "Mallory Malone" });
    await expect(attacker.getByRole("heading", { level: 1 })).toHaveText("Link your accounts");

    const query = new URLSearchParams({ flow: toFlowId(attacker), provider: "globex" });
    await follow(page, stack, site, `/self-service/login?${query}`, atGlobex);
    const { credentials } = await readIdentity(stack, victim.id);
    expect(credentials?.oidc?.identifiers).toEqual([expect.stringMatching(/^globex:/)]);
  });

  for (const kind of ["login", "registration"]) {
    test(`P17, F17: a link of ${where} to ${kind} puts no trait into an account`, async ({
      browser,
      stack,
    }) => {
      const [page, attacker] = await openTwo(browser, stack);
      const victim = newPerson();
      const mallory = newPerson();
      await attacker.goto(`${stack.urls.foyer}/self-service/${kind}/browser`);
      const fields = { provider: "acme", method: "oidc", "traits.email": mallory.email };
      const query = new URLSearchParams({ flow: toFlowId(attacker), ...fields });

      const who = { email: victim.email, name: "Ada Lovelace" };
      await follow(page, stack, site, `/self-service/${kind}?${query}`, who);
      await page.goto("/login");
      await signInVia(page, stack, "acme", who);
      await expectSignedIn(page);
      const whoami = await page.request.get(`${stack.urls.kratosPublic}/sessions/whoami`);
      expect((await whoami.json()).identity.traits.email).toBe(victim.email);
    });
  }
}

let opened: BrowserContext[] = [];

test.afterEach(async () => {
  for (const context of opened) await context.close();
  opened = [];
});

/** The victim's browser and the attacker's. Both leave our pages for others', which the fixture's own would report. */
async function openTwo(browser: Browser, stack: Stack): Promise<[Page, Page]> {
  const open = () => browser.newContext({ baseURL: stack.urls.foyer });
  const [theirs, others] = [await open(), await open()];
  opened = [theirs, others];
  return [await theirs.newPage(), await others.newPage()];
}

function toFlowId(page: Page): string {
  return new URL(page.url()).searchParams.get("flow") ?? "";
}

/**
 * Opens the foreign page, which leads to the address. Where that leads on to the provider, the person signs in there:
 * many are signed in at theirs all day and would not even see its page.
 */
async function follow(
  page: Page,
  stack: Stack,
  site: "crossSite" | "sameSite",
  path: string,
  who: { email: string; name?: string },
): Promise<void> {
  const { kratos } = getProxies();
  const address = stack.urls.foyer + path;
  foreign.leadTo(address);
  const answered = page.waitForResponse(address);
  await visitForeign(page, foreign[site], { leadsOn: true });
  const status = (await answered).status();
  await page.waitForLoadState();
  if (page.url().startsWith(stack.urls.upstreamIdp)) await answerProvider(page, who);
  expect.soft(status).toBe(404);
  expect.soft(kratos.requests().filter(({ path: asked }) => asked.startsWith("/self-service/"))).toEqual([]);
}
