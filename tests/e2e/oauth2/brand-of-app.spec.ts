/** Whose pages have which brand: the app's from its request to its consent, the organization's, and nobody's by saying so. */

import type { Page } from "@playwright/test";
import { allow, expectAtApp, startAtApp } from "../../support/app";
import { writeBrandFiles } from "../../support/brand-files";
import { createPerson, newPerson, register, signInWithPassword } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";

const ORGANIZATION = "b8d61a4e-5ef0-4a4c-a2a1-0f6a2b1c9d3e";

function writeBrands(dir: string): string {
  return writeBrandFiles(dir, {
    ".": { name: "Plainhouse", clientColours: true },
    bank: { name: "Meridian", colours: { light: { accent: "#12315c" } }, for: { clients: ["bank-app"] } },
    shop: { name: "Nightlevel", for: { namedByClients: true } },
    club: { name: "Clubhouse", for: { organizations: [ORGANIZATION] } },
  });
}

const toClient = (id: string, relyingParty: string, metadata?: object) => ({
  client_id: id,
  client_name: "Some app",
  client_secret: "stand-in-secret-of-a-test",
  redirect_uris: [`${relyingParty}/callback`],
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
  scope: "openid offline_access email profile",
  metadata,
});

test.use({
  stackOptions: {
    demoAccounts: [],
    foyerEnv: (_urls, dir) => ({ FOYER_BRAND: writeBrands(dir) }),
    clients: ({ relyingParty }) => [
      toClient("bank-app", relyingParty),
      toClient("shop-app", relyingParty, { foyer: { brand: "shop", accent: "#7a1f35" } }),
      toClient("imitator", relyingParty, {
        foyer: { brand: "bank", name: "Meridian", logo: "x", accent: "#7a1f35" },
      }),
    ],
  },
});

const accentOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--foyer-accent"));

withAndWithoutScript(() => {
  test("an app's brand lasts from its request, over a wrong password and sign-up, to its consent", async ({
    page,
    stack,
  }) => {
    await startAtApp(page, stack, { client: "bank-app" });
    await expect(page).toHaveTitle("Sign in · Meridian");
    await signInWithPassword(page, { email: "nobody@foyer.example", password: "Wrong-horse-9143" });
    await expect(page).toHaveURL(/\/login\?flow=/);
    await expect(page).toHaveTitle(/· Meridian$/);
    await page.getByTestId("signup-link").click();
    await expect(page).toHaveTitle(/· Meridian$/);
    await register(page, newPerson());
    await expect(page.getByTestId("consent")).toBeVisible();
    await expect(page).toHaveTitle(/· Meridian$/);
    await allow(page);
    await expectAtApp(page, stack);
    await page.goto("/account");
    await expect(page).toHaveTitle(/· Plainhouse$/);
  });

  test("O25: an app that names another's brand has the default's name and marks", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await startAtApp(page, stack, { client: "imitator" });
    await expect(page).toHaveTitle("Sign in · Plainhouse");
    await signInWithPassword(page, person);
    await expect(page.getByTestId("consent")).toBeVisible();
    await expect(page).toHaveTitle(/· Plainhouse$/);
    await expect(page.locator("body")).not.toContainText("Meridian");
  });

  test("a brand that apps may name is had by naming it", async ({ page, stack }) => {
    await startAtApp(page, stack, { client: "shop-app" });
    await expect(page).toHaveTitle("Sign in · Nightlevel");
  });

  test("an organization's brand is on its flow", async ({ page }) => {
    await page.goto(`/login?organization=${ORGANIZATION}`);
    await expect(page).toHaveTitle("Sign in · Clubhouse");
    await page.goto("/login?organization=nobody");
    await expect(page).toHaveTitle("Sign in · Plainhouse");
  });
});

test("an app's accent is there where the brand allows it, by a stylesheet of this origin", async ({
  page,
  stack,
}) => {
  await startAtApp(page, stack, { client: "imitator" });
  expect(await accentOf(page)).toBe("#7a1f35");
  await startAtApp(page, stack, { client: "shop-app" });
  expect(await accentOf(page)).not.toBe("#7a1f35");
  for (const file of ["accent-1.zzzzzz.ffffff.css", "accent-1.7a1f35.css", "accent-9.7a1f35.7a1f35.css"])
    expect((await page.request.get(`/assets/${file}`)).status(), file).toBe(404);
});
