/** What any website can make its visitors' browsers send uses up nothing of what they sign in with. */

import type { Page } from "@playwright/test";
import { type ForeignSite, startForeignSite } from "../../support/foreign-site";
import { readLog } from "../../support/foyer-log";
import { createPerson, signIn } from "../../support/people";
import { countMessages } from "../../support/senders";
import { expect, type Stack, test } from "../../support/test";

const ADDRESS_POSTS = 10;
const TIMES = 30;

test.use({
  stackOptions: {
    parts: ["mail", "kratos", "foyer"],
    demoAccounts: [],
    foyerEnv: { HYDRA_ADMIN_URL: "", FOYER_RATE_LIMIT_ADDRESS_POSTS: String(ADDRESS_POSTS) },
  },
});

let foreign: ForeignSite;

test.beforeAll(async () => {
  foreign = await startForeignSite();
});
test.afterAll(() => foreign?.stop());

const NOISE = {
  "policy reports": { path: () => "/csp-report", method: "POST" },
  "forms to a flow": { path: () => "/self-service/login?flow=f", method: "POST" },
  "forms to a page of ours": { path: () => "/login", method: "POST" },
  "device codes": { path: () => "/device", method: "POST" },
  "pictures that ask for mail": {
    path: (email: string) => `/self-service/verification?flow=f&method=code&email=${email}`,
    method: "GET",
  },
} as const;

const SITES = { foreign: "crossSite", neighbouring: "sameSite" } as const;

for (const [what, { path, method }] of Object.entries(NOISE)) {
  for (const [where, site] of Object.entries(SITES)) {
    test(`D6: ${what} from a ${where} page keep nobody from signing in`, async ({ browser, stack }) => {
      const person = await createPerson(stack);
      const context = await browser.newContext({ baseURL: stack.urls.foyer });
      const attacker = await context.newPage();
      await attacker.goto(foreign[site]);
      const before = (await readRequests(stack)).length;
      await flood(attacker, stack.urls.foyer + path(person.email), method);
      await expect
        .poll(async () => (await readRequests(stack)).length)
        .toBeGreaterThanOrEqual(before + TIMES);

      await signIn(await context.newPage(), person);
      expect(await countMessages(stack, person.email)).toBe(0);
      await context.close();
    });
  }
}

/** Sends the same many times from the page that is open, with cookies. */
function flood(page: Page, url: string, method: string): Promise<void> {
  return page.evaluate(
    async ({ url, method, times }) => {
      const send = () =>
        fetch(url, {
          method,
          mode: "no-cors",
          credentials: "include",
          ...(method === "POST" && { body: "a=1" }),
        });
      for (let turn = 0; turn < times; turn += 1) await send().catch(() => {});
    },
    { url, method, times: TIMES },
  );
}

async function readRequests(stack: Stack): Promise<unknown[]> {
  return (await readLog(stack)).filter(({ event }) => event === "request");
}
