/** The `test` of single states of pages between the stubs: how each looks and reads, with one browser page kept for many. */

import { join } from "node:path";
import type { Browser, BrowserContext, Page, Route } from "@playwright/test";
import { test as base, type Contract, expect, ISSUER } from "./contract";
import { findRingsOverWords, findUnderRing, findUnseenFocus } from "./focus";
import { Kept } from "./kept";
import {
  findDimmed,
  findEmptyLists,
  findIn,
  findLowTargets,
  findOverflow,
  findSmallTargets,
  findSqueezed,
  findUnstyled,
  findZoomingFields,
} from "./layout";
import { findSameNames } from "./names";
import { expectAccessible, watch } from "./test";

/** How to bring a page into a state. */
export interface State {
  path: string;
  /** What the page is called, where it might be mistaken for another. */
  heading?: string;
  /** HTTP status of the document; 200 by default. */
  status?: number;
  /** Who is signed in, as the stub Kratos knows them. */
  person?: string;
  /** Fields to post to the path in place of asking for it, with more headers. */
  post?: { fields: Record<string, string>; headers?: Record<string, string> };
  /** What the stubs answer, and what happened before. */
  arrange?: (contract: Contract, context: BrowserContext) => unknown;
  /** What the person does on the page before it is looked at. */
  act?: (page: Page) => Promise<unknown>;
  /** Opened with JavaScript switched off; what is measured comes after. */
  isPlain?: boolean;
  /** Leads to Hydra; nothing answers there, so that the page stays. */
  isLeaving?: boolean;
}

/** A browser page that is used again and again, and what went wrong on it. */
interface Desk {
  context: BrowserContext;
  page: Page;
  problems: string[];
  /** Switches JavaScript off and on. */
  setScripts(isOn: boolean): Promise<unknown>;
}

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 812 };
/** 1280 px at 400 % (WCAG 1.4.10). */
const ZOOMED = { width: 320, height: 640 };
/** A phone of 320 px with text at twice its size (WCAG 1.4.4): as many letters go into a line. */
const LARGE_TEXT = { width: 160, height: 320 };

interface WorkerFixtures {
  desks: Kept<Contract, Desk>;
}

export const test = base.extend<{ desk: Desk }, WorkerFixtures>({
  desks: [
    async ({ browser }, use) => {
      const desks = new Kept(
        (contract: Contract) => openDesk(browser, contract),
        ({ context }) => context.close(),
      );
      await use(desks);
      await desks.endAll();
    },
    { scope: "worker" },
  ],
  desk: async ({ desks, contract }, use) => use(await desks.get(contract)),
  // A trace of each would take longer than the test, which names what it found.
  trace: ["off", { scope: "worker" }],
});

/** @param locale what the browser asks for; English by default */
export async function openDesk(browser: Browser, contract: Contract, locale?: string): Promise<Desk> {
  const context = await browser.newContext({ baseURL: contract.foyer.url, locale });
  const problems = watch(context);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const setScripts = (isOn: boolean) =>
    session.send("Emulation.setScriptExecutionDisabled", { value: !isOn });
  return { context, page, problems, setScripts };
}

/** Asks for pages in this language from now on: one page that is kept for all of them spares each its browser context. */
export function speak({ context }: Desk, locale: string): Promise<void> {
  return context.setExtraHTTPHeaders({ "accept-language": locale });
}

/** Brings the page into the state and checks everything that holds for all pages. @param name also of the pictures */
export async function expectSound(desk: Desk, contract: Contract, name: string, state: State): Promise<void> {
  const { page, problems } = desk;
  await open(desk, contract, state);
  await page.setViewportSize(WIDE);
  await expectAccessible(page);
  await expectNamed(page, state.heading);
  for (const viewport of [LARGE_TEXT, ZOOMED, PHONE]) {
    await page.setViewportSize(viewport);
    const found = await findIn(page, findOverflow, findSqueezed, findUnderRing);
    expect(found, `what is wider than ${viewport.width} px, squeezed or under the ring`).toEqual([]);
  }
  const hardToUse = await findIn(page, findSmallTargets, findLowTargets, findZoomingFields, findDimmed);
  expect(hardToUse, "targets below 24 × 24 px or 44 high, fields that zoom or look switched off").toEqual([]);
  expect(await findIn(page, findUntold), "fields that no browser knows how to fill (WCAG 1.3.5)").toEqual([]);
  expect(await findIn(page, findUnseenFocus), "what the keyboard comes to and nobody sees").toEqual([]);
  expect(
    await findIn(page, findRingsOverWords),
    "words under the ring of what the keyboard comes to",
  ).toEqual([]);
  expect(await findIn(page, findUnstyled, findEmptyLists), "classes without a rule, empty lists").toEqual([]);
  expect(await findIn(page, findSameNames), "buttons that no name tells apart").toEqual([]);
  const kept = state.person ? await findIn(page, findKeptNames) : [];
  expect(kept, "F15: names that stay in the browser's page cache").toEqual([]);
  const expected = state.isLeaving ? problems.filter((problem) => problem.includes(ISSUER)) : [];
  expect(problems, "console errors, policy violations and third-party requests (H2, L3)").toEqual(expected);
  if (process.env.FOYER_LOOK) await takePictures(page, join(process.env.FOYER_LOOK, name));
}

export async function open(desk: Desk, contract: Contract, state: State): Promise<void> {
  const { context, page, problems, setScripts } = desk;
  const { path, person, post, arrange, act, isPlain = false, isLeaving = false, status = 200 } = state;
  // Only where it is needed: while anything is routed, each page asks for its stylesheet and script again.
  await context.unrouteAll();
  if (isLeaving) await context.route(`${ISSUER}/**`, (route) => route.abort("aborted"));
  await context.clearCookies();
  if (person)
    await context.addCookies([{ name: "ory_kratos_session", value: person, url: contract.foyer.url }]);
  await arrange?.(contract, context);
  problems.length = 0;
  if (post) await page.route(`**${path}`, (route) => sendInstead(route, post), { times: 1 });
  if (isPlain) await setScripts(false);
  const response = await page.goto(path, { waitUntil: "load" });
  if (isPlain) {
    await setScripts(true);
    await page.evaluate(showWhatIsForNoScript);
  }
  expect(response?.status()).toBe(status);
  await act?.(page);
}

/** Opens everything that can be unfolded, questions among it. */
export async function unfold(page: Page): Promise<void> {
  for (const summary of await page.locator("summary").all()) await summary.click();
}

/** Axe needs scripts, and with them browsers hide what is meant for a page without: it is taken out of its element. */
function showWhatIsForNoScript(): void {
  for (const element of document.querySelectorAll("noscript")) element.replaceWith(...element.childNodes);
}

/** A browser says itself where a post comes from, so this is sent in its place. */
async function sendInstead(route: Route, { fields, headers }: NonNullable<State["post"]>): Promise<void> {
  const response = await route.fetch({
    method: "POST",
    postData: new URLSearchParams(fields).toString(),
    headers: {
      ...route.request().headers(),
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
  });
  await route.fulfill({ response });
}

/** Fields of addresses, numbers and passwords that do not say whose. */
function findUntold(): string[] {
  const fields = document.querySelectorAll("input:is([type=email], [type=tel], [type=password])");
  return [...fields].flatMap((field) => (field.hasAttribute("autocomplete") ? [] : [field.outerHTML]));
}

/** Who is signed in, on a page that is not reloaded when the browser's page cache brings it back. */
function findKeptNames(): string[] {
  if (document.querySelector("[data-private]")) return [];
  return document.body.textContent.match(/(alice|bob)@foyer\.example/g) ?? [];
}

/** One heading says what the page is, and the document's title says the same. */
async function expectNamed(page: Page, expected: string | RegExp = /\S/): Promise<void> {
  const { headings, title } = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>("h1, [role=heading][aria-level='1']");
    const shown = [...all].filter(
      (heading) =>
        heading.checkVisibility({ visibilityProperty: true }) && !heading.closest("[aria-hidden=true]"),
    );
    return { headings: shown.map(({ textContent }) => textContent), title: document.title };
  });
  expect(headings).toEqual([expect.stringMatching(expected)]);
  // Only in plain text does a name carry its own isolation.
  expect(title.replaceAll(/[\u2066-\u2069]/g, "")).toContain(headings[0]);
}

/** @param path without the ending `-<width>-<scheme>.png` */
async function takePictures(page: Page, path: string): Promise<void> {
  for (const viewport of [PHONE, WIDE]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // Colours that were on their way to another scheme already.
      await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
      await page.screenshot({ path: `${path}-${viewport.width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

export { expect } from "./contract";
