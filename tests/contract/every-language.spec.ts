/**
 * Every language on the longest pages: nothing sticks out, the direction is its own, no key shows, no word is torn, axe where
 * scripts differ.
 */

import type { Page } from "@playwright/test";
import { toDirection } from "../../lib/i18n/direction";
import { languages } from "../../locales";
import { findAtWidths, findOverflow, findSmallTargets, findTornWords } from "../support/layout";
import { expect, open, type State, speak, test } from "../support/state-test";
import { ACCOUNT_STATES } from "../support/states/account-states";
import { OAUTH2_STATES } from "../support/states/oauth2-states";
import { PROBLEM_STATES } from "../support/states/problem-states";
import { ALICE, HALFWAY } from "../support/stub-kratos";
import { expectAccessible } from "../support/test";
import { measureVisit, sumBytes } from "../support/wire";

const LOCALES = [...Object.keys(languages), "en-XA", "ar-XB"];

test.use({ foyerEnv: { FOYER_LANGUAGES: LOCALES.join(",") } });
test.describe.configure({ mode: "parallel" });

const SMALL_PHONE = { width: 320, height: 800 };

const AT_EACH_WIDTH = [findOverflow, findTornWords];
const FINDS = new Map([
  [1280, AT_EACH_WIDTH],
  [SMALL_PHONE.width, [...AT_EACH_WIDTH, findSmallTargets]],
]);

/** Of other scripts, and the two that stretch and mirror English. */
const HELD_TO_AXE = ["ar", "he", "ja", "th", "hi", "en-XA", "ar-XB"];

const STATES: Readonly<Record<string, State | undefined>> = {
  "sign-in by every method": { path: "/login?flow=login-all-initial" },
  "registration, refused": { path: "/registration?flow=registration-credentials-field_error" },
  "second factor": { path: "/login?flow=login-all-aal2", person: HALFWAY },
  settings: { path: "/settings?flow=settings-all-full", person: ALICE },
  account: ACCOUNT_STATES["account with everything set up"],
  consent: OAUTH2_STATES["consent with many scopes"],
  "a refused request": PROBLEM_STATES["problem: challenge-expired"],
};

for (const locale of LOCALES) {
  test(`${locale}: fits a phone on the longest pages, in its own direction`, async ({ desk, contract }) => {
    await speak(desk, locale);
    for (const [name, state] of Object.entries(STATES)) {
      if (!state) throw new Error(`There is no state for ${name}.`);
      await open(desk, contract, state);
      await expectInLanguage(desk.page, locale, name);
      expect(desk.problems, `${name}: console errors, policy violations and third-party requests`).toEqual(
        [],
      );
    }
  });
}

test("who is signed in takes two lines at most on a small phone, in long languages too", async ({
  desk,
  contract,
}) => {
  const { consent } = STATES;
  if (!consent) throw new Error("There is no state for consent.");
  for (const locale of ["de", "ar", "en-XA"]) {
    await speak(desk, locale);
    await open(desk, contract, consent);
    await desk.page.setViewportSize(SMALL_PHONE);
    const label = desk.page.locator("main bdi").filter({ hasText: "alice@foyer.example" }).first();
    const lines = await label.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    });
    expect(lines, locale).toBeLessThanOrEqual(2);
  }
});

test("the account's places stand in one line, or two about as long, on a phone in each language", async ({
  desk,
  contract,
}) => {
  const { account } = STATES;
  if (!account) throw new Error("There is no state for the account.");
  const found: Record<string, unknown> = {};
  for (const locale of LOCALES) {
    await speak(desk, locale);
    await open(desk, contract, account);
    for (const width of [375, SMALL_PHONE.width]) {
      await desk.page.setViewportSize({ width, height: 800 });
      const lines = await measurePlaces(desk.page);
      expect(lines, locale).not.toEqual([]);
      const isCalm = lines.length <= 2 && Math.min(...lines) > Math.max(...lines) / 2;
      if (!isCalm) found[`${locale}, ${width} px`] = lines;
    }
  }
  expect(found, "how long each line is, in pixels").toEqual({});
});

/** How long the lines are that the account's places stand in; by no locator, which costs each document more than this. */
async function measurePlaces(page: Page): Promise<number[]> {
  const rects = await page.evaluate(() =>
    [...document.querySelectorAll("header nav li a")].map((element) => {
      const { top, width } = element.getBoundingClientRect();
      return { top: Math.round(top), width };
    }),
  );
  const lines = new Map<number, number>();
  for (const { top, width } of rects) lines.set(top, (lines.get(top) ?? 0) + width);
  return [...lines.values()];
}

test("the sign-in page is 15 kB or less in every language, no catalogue among its files", async ({
  browser,
  contract,
}) => {
  const left = LOCALES.values();
  const measureRest = async () => {
    const page = await browser.newPage({ baseURL: contract.foyer.url });
    for (const locale of left) await expectLight(page, locale);
    await page.close();
  };
  // A visit ends with half a second of silence: several wait for theirs together.
  await Promise.all(Array.from({ length: 6 }, measureRest));
});

async function expectLight(page: Page, locale: string): Promise<void> {
  const all = await measureVisit(page, `/login?flow=login-all-initial&ui_locales=${locale}`);
  await expect(page.locator("html")).toHaveAttribute("lang", locale);
  const requests = all.filter(({ url }) => !/^data:|\/webauthn\.js/.test(url));
  expect(requests.map(({ type }) => type).toSorted(), locale).toEqual(["Document", "Script", "Stylesheet"]);
  expect(sumBytes(requests), locale).toBeGreaterThan(1000);
  expect(sumBytes(requests), locale).toBeLessThanOrEqual(15_000);
}

async function expectInLanguage(page: Page, locale: string, name: string): Promise<void> {
  const { language, words } = await page.evaluate(() => ({
    language: [document.documentElement.lang, document.documentElement.dir],
    words: document.body.innerText,
  }));
  expect(language, name).toEqual([locale, toDirection(locale)]);
  expect(words, name).not.toMatch(/\b[a-z]+\.[a-z][\w-]*\.[a-z]\w*\b(?!@)/);
  const found = await findAtWidths(page, FINDS);
  expect(found, `${name}: too wide, words in two lines, targets below 24 × 24 px`).toEqual([]);
  if (!HELD_TO_AXE.includes(locale)) return;
  await page.setViewportSize(SMALL_PHONE);
  await expectAccessible(page);
}
