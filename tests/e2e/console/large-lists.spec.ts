/** Lists of more than a page, on a real Hydra, whose pages are larger than Foyer takes as an answer: each row comes once. */

import { generateKeyPairSync, randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { getConsole, signInToConsole } from "../../support/console/operator";
import { expect, type Stack, test } from "../../support/test";

/** Of its own: other files' lists stay as they are. */
test.use({ stackOptions: { console: "oidc" } });

const COUNT = 120;

/** Fifty of them are larger than an answer may be (1 MB), twenty-five are not. */
const LARGE = "x".repeat(30_000);

/** Twenty-five of them are larger, too. */
const HUGE = "x".repeat(50_000);

/** All that a list shows, page by page, by the last part of their addresses. */
async function walk(page: Page, stack: Stack, path: string): Promise<string[][]> {
  await page.goto(`${getConsole(stack).url}${path}`);
  const pages: string[][] = [];
  for (;;) {
    const rows = page.locator(`tbody a[href*="/console${path.split("?")[0]}/"]`);
    const addresses = await rows.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    pages.push(addresses.map((address) => address.split("/").at(-1) ?? ""));
    const next = page.locator('a[rel="next"]');
    if ((await next.count()) === 0) return pages;
    // Before the next document is whole, a look at its rows would see some of them.
    await Promise.all([page.waitForEvent("load"), next.click()]);
  }
}

async function post(url: string, body: object): Promise<string> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(201);
  const made = await answer.json();
  return made.client_id ?? made.id;
}

const toSizes = (pages: readonly string[][]) => pages.map(({ length }) => length);

test("D1: a list of apps that are large has each of them once, page by page", async ({ page, stack }) => {
  test.slow();
  await signInToConsole(page, stack);
  const owner = randomUUID();
  const ids = Array.from({ length: COUNT }, (_, index) => `large-${String(index).padStart(3, "0")}`);
  for (const [index, client_id] of ids.entries())
    await post(`${stack.urls.hydraAdmin}/admin/clients`, {
      client_id,
      owner,
      metadata: { padding: index < 25 ? HUGE : "" },
      token_endpoint_auth_method: "none",
    });
  const pages = await walk(page, stack, `/clients?owner=${owner}`);
  expect(pages.flat()).toEqual(ids);
  expect(toSizes(pages)).toEqual([5, 5, 5, 5, 5, 25, 50, 20]);
  const all = (await walk(page, stack, "/clients")).flat();
  expect(new Set(all).size).toBe(all.length);
  expect(all).toEqual(expect.arrayContaining(ids));
});

test("D1: a list of trusted issuers that are large has each of them once, page by page", async ({
  page,
  stack,
}) => {
  test.slow();
  await signInToConsole(page, stack);
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = { ...publicKey.export({ format: "jwk" }), alg: "ES256", use: "sig" };
  const issuer = `https://${randomUUID()}.example`;
  const made: string[] = [];
  for (let count = 0; count < COUNT; count += 1)
    made.push(
      await post(`${stack.urls.hydraAdmin}/admin/trust/grants/jwt-bearer/issuers`, {
        issuer,
        subject: `robot-${count}`,
        scope: [LARGE],
        expires_at: new Date(Date.now() + 86_400_000).toISOString(),
        jwk: { ...jwk, kid: randomUUID() },
      }),
    );
  const pages = await walk(page, stack, `/issuers?issuer=${encodeURIComponent(issuer)}`);
  expect(pages.flat().toSorted()).toEqual(made.toSorted());
  expect(toSizes(pages)).toEqual([25, 25, 25, 25, 20]);
  const all = (await walk(page, stack, "/issuers")).flat();
  expect(all.toSorted()).toEqual(made.toSorted());
});
