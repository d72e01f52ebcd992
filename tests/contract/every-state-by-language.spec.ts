/**
 * Every page in every state in the two languages that stretch and mirror English: nothing sticks out, is cut off or is set
 * the wrong way round. FOYER_LOOK_LANGUAGES=de,ar takes others, and with FOYER_LOOK leaves pictures of each, light and dark,
 * and its words.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { toDirection } from "../../lib/i18n/direction";
import { findUnderRing } from "../support/focus";
import {
  findAtWidths,
  findCutOff,
  findGrownTogether,
  findOverflow,
  findSmallTargets,
  findTornWords,
  findTurned,
} from "../support/layout";
import { expect, open, openDesk, type State, test } from "../support/state-test";
import { FLOW_STATES, PAGE_STATES, toFileName } from "../support/states/every-state";

const { FOYER_LOOK, FOYER_LOOK_LANGUAGES } = process.env;
const LOCALES = FOYER_LOOK_LANGUAGES?.split(",") ?? ["en-XA", "ar-XB"];

test.use({
  foyerEnv: {
    FOYER_LANGUAGES: ["en", ...LOCALES].join(","),
    FOYER_RATE_LIMIT: "true",
    FOYER_RATE_LIMIT_ADDRESS_POSTS: "0",
    FOYER_RATE_LIMIT_NETWORK_POSTS: "0",
  },
});
test.describe.configure({ mode: "parallel" });

const AT_EACH_WIDTH = [findOverflow, findCutOff, findTornWords];
const FINDS = new Map([
  [1280, AT_EACH_WIDTH],
  [320, [...AT_EACH_WIDTH, findSmallTargets, findGrownTogether, findTurned, findUnderRing]],
]);

const STATES: Readonly<Record<string, State>> = {
  ...FLOW_STATES,
  ...PAGE_STATES,
  "the choice of a language": { path: "/language" },
};

/** As many as one test takes: each is drawn twice and looked through. */
const STATES_OF_A_TEST = 16;

const names = Object.keys(STATES);
const groups = Array.from({ length: Math.ceil(names.length / STATES_OF_A_TEST) }, (_, index) =>
  names.slice(index * STATES_OF_A_TEST, (index + 1) * STATES_OF_A_TEST),
);

for (const locale of LOCALES)
  for (const group of groups)
    test(`${locale}: "${group[0]}" and what follows fit a phone, and nothing is cut off`, async ({
      browser,
      contract,
    }) => {
      const desk = await openDesk(browser, contract, locale);
      const found: Record<string, unknown> = {};
      for (const name of group) {
        const state: State | undefined = STATES[name];
        if (!state) throw new Error(`There is no state ${name}.`);
        for (const stub of [contract.kratos, contract.kratosAdmin, contract.hydra]) stub.reset();
        await open(desk, contract, state);
        const problems = await findProblems(desk.page, locale, name);
        if (!state.isLeaving) problems.push(...desk.problems);
        if (problems.length > 0) found[name] = problems;
      }
      await desk.context.close();
      expect(found).toEqual({});
    });

async function findProblems(page: Page, locale: string, name: string): Promise<string[]> {
  const language = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
  expect(language, name).toEqual([locale, toDirection(locale)]);
  const folder = FOYER_LOOK && join(FOYER_LOOK, locale);
  return findAtWidths(page, FINDS, async (width) => {
    if (folder) await keep(page, folder, `${toFileName(name)}-${width}`);
  });
}

async function keep(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Colours that were on their way to another scheme already.
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  writeFileSync(join(folder, `${name}.txt`), await page.locator("body").innerText());
}
