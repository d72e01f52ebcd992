/** A brand's own files in the browser: its icons and its font are asked for at this origin, and are what is drawn. */

import { copyFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../../support/test";

/** A font that is installed with the framework. */
const NEXT = dirname(createRequire(import.meta.url).resolve("next/package.json"));
const FONT = join(NEXT, "dist/next-devtools/server/font/geist-latin.woff2");
const FONT_FAMILY = "Geist";

function writeBrand(dir: string): string {
  const folder = join(dir, "brand");
  cpSync("examples/brands/bank", folder, { recursive: true });
  copyFileSync(FONT, join(folder, "sans.woff2"));
  const file = join(folder, "brand.json");
  const brand = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...brand, font: { file: "sans.woff2", weight: "100 900" } }));
  return folder;
}

test.use({
  stackOptions: { demoAccounts: [], foyerEnv: (_urls, dir) => ({ FOYER_BRAND: writeBrand(dir) }) },
});

/** The families that the browser really draws an element's words in. */
async function findDrawnFonts(page: Page, selector: string): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("DOM.enable");
  await devtools.send("CSS.enable");
  const { root } = await devtools.send("DOM.getDocument");
  const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  const { fonts } = await devtools.send("CSS.getPlatformFontsForNode", { nodeId });
  return fonts.map(
    ({ familyName, isCustomFont }) => `${familyName}${isCustomFont ? ", the page's own" : ""}`,
  );
}

test("words are drawn in the brand's font, which the page asks for once at its own origin", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "font") asked.push(request.url());
  });
  await page.goto("/login");
  await page.evaluate(() => document.fonts.ready);
  const faces = await page.evaluate(() =>
    [...document.fonts].map(({ family, status }) => `${family} ${status}`),
  );
  expect(faces).toEqual(["Brand loaded"]);
  expect(await findDrawnFonts(page, "h1")).toEqual([`${FONT_FAMILY}, the page's own`]);
  expect(asked).toHaveLength(1);
  expect(new URL(asked[0] ?? "").origin).toBe(new URL(page.url()).origin);
  await page.goto("/recovery");
  await page.evaluate(() => document.fonts.ready);
  expect(await findDrawnFonts(page, "h1")).toEqual([`${FONT_FAMILY}, the page's own`]);
});

test("favicon and touch icon are the brand's files, as pictures that the browser can draw", async ({
  page,
}) => {
  await page.goto("/login");
  for (const [rel, file, type] of [
    ["icon", "favicon.svg", "image/svg+xml"],
    ["apple-touch-icon", "touch-icon.png", "image/png"],
  ] as const) {
    const link = page.locator(`link[rel="${rel}"]`);
    await expect(link).toHaveCount(1);
    const href = (await link.getAttribute("href")) ?? "";
    expect(href).toMatch(/^\/assets\/brand\.[\w-]{10}\.(svg|png)$/);
    const answer = await page.request.get(href);
    expect(answer.headers()["content-type"]).toContain(type);
    expect(answer.headers()["cache-control"]).toContain("immutable");
    expect(await answer.body()).toEqual(readFileSync(join("examples/brands/bank", file)));
    const width = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return image.naturalWidth;
    }, href);
    expect(width, href).toBeGreaterThan(0);
  }
});
