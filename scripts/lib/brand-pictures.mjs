// @ts-check
// Pictures of the main pages of a running stack, on a phone and a desk, in light and dark.

import { join } from "node:path";
import { chromium } from "@playwright/test";
import { ensureBrowser } from "./browser.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../../stack/manager.mjs").startStack>>} Stack */

const WIDTHS = [375, 1280];
const SCHEMES = /** @type {const} */ (["light", "dark"]);

/** Pages of anybody, then those of somebody who is signed in. */
const OPEN = {
  login: "/login",
  registration: "/registration",
  recovery: "/recovery",
  error: "/error?error=x",
};
const OWN = { account: "/account", settings: "/settings" };

/**
 * @param {Stack} stack
 * @param {string} folder
 * @returns {Promise<string[]>} the files' names
 */
export async function takePictures(stack, folder) {
  const executablePath = await ensureBrowser(() => {});
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ baseURL: stack.urls.foyer });
    /** @type {string[]} */
    const names = [];
    const take = async (/** @type {string} */ name) => {
      for (const width of WIDTHS)
        for (const colorScheme of SCHEMES) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          const file = `${name}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: join(folder, file), fullPage: true });
          names.push(file);
        }
    };
    for (const [name, path] of Object.entries(OPEN)) {
      await page.goto(path);
      await take(name);
    }
    await page.goto(`${stack.urls.relyingParty}/login`);
    await signIn(page, stack, "a wrong one");
    await take("login-refused");
    await signIn(page, stack);
    await page.getByTestId("consent").waitFor();
    await take("consent");
    for (const [name, path] of Object.entries(OWN)) {
      await page.goto(path);
      await take(name);
    }
    return names;
  } finally {
    await browser.close();
  }
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {Stack} stack
 * @param {string} [wrong] in place of the account's own password
 */
async function signIn(page, { demoAccounts: [account] }, wrong) {
  const form = page.getByTestId("login-flow");
  await form.locator('[name="identifier"]').fill(account?.email ?? "");
  await form.locator('[name="password"]').fill(wrong ?? account?.password ?? "");
  await form.locator('button[name="method"][value="password"]').click();
}
