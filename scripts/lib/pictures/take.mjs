// @ts-check
// Takes the documents' pictures: WebP, small enough to be read on a phone, of a stack that ends with them.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { startStack } from "../../../stack/manager.mjs";
import { ensureBrowser } from "../browser.mjs";
import { REPOSITORY } from "../run.mjs";
import { signInToConsole, waitForFailedMail } from "./console.mjs";
import { PICTURE_LIMIT, PICTURES, PICTURES_FOLDER } from "./table.mjs";

/** @typedef {import("./table.mjs").Picture} Picture */
/** @typedef {import("./table.mjs").Stack} Stack */

/** Tried from the best; the first that is small enough counts. */
const QUALITIES = [90, 80, 70, 60, 50, 40];

/**
 * @param {readonly string[]} names of some; none for all
 * @param {(line: string) => void} log
 * @returns {Promise<{ file: string, bytes: number }[]>}
 * @throws for a name that is none, and for a page that does not become small enough
 */
export async function takePictures(names, log) {
  const unknown = names.find((name) => !PICTURES.some((picture) => picture.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no picture ${unknown} in scripts/lib/pictures/table.mjs.`);
  const wanted = PICTURES.filter(({ name }) => names.length === 0 || names.includes(name));
  await mkdir(join(REPOSITORY, PICTURES_FOLDER), { recursive: true });
  /** @type {string | undefined} */
  let brand;
  const stack = await startStack({
    ephemeral: true,
    database: "file",
    console: "oidc",
    demoData: true,
    foyerEnv: () => toBrandEnv(brand),
    log,
  });
  try {
    if (wanted.some(({ who }) => who === "operator")) await waitForFailedMail(stack);
    const taken = [];
    // Those of one brand beside each other: Foyer is started anew for each.
    for (const next of new Set(wanted.map((picture) => picture.brand))) {
      if (next !== brand) {
        brand = next;
        await stack.restart("foyer");
      }
      const ofBrand = wanted.filter((picture) => picture.brand === next);
      taken.push(...(await takeAll(ofBrand, stack)));
    }
    return taken;
  } finally {
    await stack.stop();
  }
}

/** @param {string} [brand] @returns {Record<string, string>} */
function toBrandEnv(brand) {
  return brand ? { FOYER_BRAND: join(REPOSITORY, brand) } : {};
}

/** @param {readonly Picture[]} pictures @param {Stack} stack */
async function takeAll(pictures, stack) {
  const browser = await chromium.launch({ executablePath: await ensureBrowser(() => {}) });
  try {
    const taken = [];
    for (const who of new Set(pictures.map((picture) => picture.who))) {
      const context = await browser.newContext({ baseURL: stack.urls.foyer, reducedMotion: "reduce" });
      const page = await context.newPage();
      if (who === "operator") await signInToConsole(page, stack);
      for (const picture of pictures.filter((each) => each.who === who))
        taken.push(await take(page, stack, picture));
      await context.close();
    }
    return taken;
  } finally {
    await browser.close();
  }
}

/** @param {import("@playwright/test").Page} page @param {Stack} stack @param {Picture} picture */
async function take(page, stack, { name, open, width = 1280, height = 800, scheme = "light" }) {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
  if (typeof open === "string") await page.goto(open);
  else await open(page, stack);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  const cdp = await page.context().newCDPSession(page);
  // A phone's page is drawn with two pixels for one: it is shown small, and looked at closely.
  await cdp.send("Emulation.setDeviceMetricsOverride", {
    width,
    height,
    deviceScaleFactor: width < 500 ? 2 : 1,
    mobile: false,
  });
  const file = `${PICTURES_FOLDER}/${name}.webp`;
  for (const quality of QUALITIES) {
    const { data } = await cdp.send("Page.captureScreenshot", { format: "webp", quality });
    const bytes = Buffer.from(data, "base64");
    if (bytes.length > PICTURE_LIMIT) continue;
    await writeFile(join(REPOSITORY, file), bytes);
    await cdp.send("Emulation.clearDeviceMetricsOverride");
    await cdp.detach();
    return { file, bytes: bytes.length };
  }
  throw new Error(`${name} is larger than ${PICTURE_LIMIT} bytes at every quality: show less of the page.`);
}
