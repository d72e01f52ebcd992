/** The brands of an installation, as operators look at them, on real servers. */

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONSOLE_STACK, getConsole, openConsole } from "../../support/console/operator";
import { findIn, findOverflow } from "../../support/layout";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

/** The bank for everybody, the games shop for one app. */
function writeBrands(dir: string): string {
  const folder = join(dir, "brands");
  cpSync("examples/brands/bank", folder, { recursive: true });
  const shop = join(folder, "games-shop");
  cpSync("examples/brands/games-shop", shop, { recursive: true });
  const file = join(shop, "brand.json");
  const brand = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...brand, for: { clients: ["demo-app"] } }));
  return folder;
}

test.use({
  stackOptions: {
    ...CONSOLE_STACK,
    foyerEnv: (_urls, dir) => ({ FOYER_BRAND: writeBrands(dir) }),
  },
});

withAndWithoutScript(() => {
  test("an operator sees each brand, whose pages have it, its contrast and its sign-in page", async ({
    page,
    stack,
  }) => {
    await openConsole(page, stack, "/brands", "viewer");
    await expect(page.getByRole("row").filter({ hasText: "Nightlevel" })).toContainText("dark alone");
    const bank = page.getByRole("row").filter({ hasText: "Meridian Bank" });
    await expect(bank).toContainText("default");
    await expect(bank).toContainText("passes");
    await bank.getByRole("link", { name: "Meridian Bank" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Meridian Bank" })).toBeVisible();
    const contrast = page.getByRole("table", { name: "Contrast, dark" });
    await expect(contrast.getByRole("row").filter({ hasText: /^ink on panel/ })).toContainText("passes");
    await expect(contrast).not.toContainText("too low");

    for (const [title, page_] of [
      ["Phone, light", "rgb(238, 241, 246)"],
      ["Phone, dark", "rgb(10, 17, 28)"],
    ] as const) {
      const drawn = page.frameLocator(`iframe[title="${title}"]`).first();
      await expect(drawn.getByRole("heading", { name: "Sign in", includeHidden: true })).toBeAttached();
      await expect(drawn.locator("header, main").first()).toContainText("Meridian Bank");
      await expect(drawn.locator("html")).toHaveCSS("background-color", page_);
    }
    const refused = page.frameLocator('iframe[title="Desk, light"]').nth(1);
    await expect(refused.locator("main")).toContainText("invalid");

    await page.getByRole("link", { name: "Phone, dark" }).first().click();
    await expect(page).toHaveTitle(/· Meridian Bank$/);
    await expect(page.locator("html")).toHaveCSS("background-color", "rgb(10, 17, 28)");
  });
});

test("the brand of an app stands on the app's page and leads there", async ({ page, stack }) => {
  await openConsole(page, stack, "/clients/demo-app", "viewer");
  await page.getByRole("link", { name: "Nightlevel" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nightlevel" })).toBeVisible();
  await expect(page.locator("#brand")).toContainText("the app demo-app");
  await page.getByRole("link", { name: "demo-app" }).click();
  await expect(page).toHaveURL(/\/clients\/demo-app$/);
});

test("a brand's page is accessible, and fits a phone and a desk", async ({ page, stack }) => {
  await openConsole(page, stack, "/brands/default", "viewer");
  await expectAccessible(page);
  for (const width of [1280, 375, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await findIn(page, findOverflow), `${width} px`).toEqual([]);
  }
});

test("C31: a preview is for operators: nothing runs or is sent, and nobody else frames it", async ({
  page,
  stack,
}) => {
  const { url } = getConsole(stack);
  const preview = "/brands/default/sign-in?scheme=dark";
  expect((await page.request.get(url + preview)).status()).toBe(401);
  await openConsole(page, stack, "", "viewer");
  const answer = await page.request.get(url + preview);
  expect(answer.status()).toBe(200);
  const policy = answer.headers()["content-security-policy"]?.split("; ") ?? [];
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      "sandbox allow-same-origin",
    ]),
  );
  expect(policy.join(" ")).not.toMatch(/script-src|unsafe|allow-scripts|allow-forms/);
  expect(await answer.text()).not.toContain("<script");
  for (const path of ["/brands", "/brands/default"]) {
    const { "content-security-policy": own } = (await page.request.get(url + path)).headers();
    expect(own, path).toContain("frame-ancestors 'none'");
  }
  for (const path of [
    "default/sign-in",
    "default/sign-in?scheme=blue",
    "nobody",
    "games-shop/sign-in?scheme=light",
  ])
    expect((await page.request.get(`${url}/brands/${path}`)).status(), path).toBe(404);
});
