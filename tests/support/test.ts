/** The `test` of every browser test: a real stack, kept for the files that share it, and pages that fail on what nobody looked at. */

import { readFileSync } from "node:fs";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import type axe from "axe-core";
import { startStack } from "../../stack/manager.mjs";
import { findUncleanLines } from "./foyer-log";
import { Kept } from "./kept";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

export type StackOptions = NonNullable<Parameters<typeof startStack>[0]>;
export type Stack = Awaited<ReturnType<typeof startStack>>;

interface WorkerFixtures {
  /** One worker and its browser serve files of all kinds: to start both costs more than a stack does. */
  stacks: Kept<StackOptions, Stack>;
}

interface TestFixtures {
  /** What this file's stack is made of; files whose options are the very same object share one. */
  stackOptions: StackOptions;
  stack: Stack;
  /** Console messages that a test expects, as patterns; every other error fails it. */
  expectedErrors: RegExp[];
}

/** Browsers log each 4xx and 5xx document as an error; tests assert statuses themselves. */
const STATUS_ERROR = /^Failed to load resource: the server responded with a status of [45]\d\d/;

/** Of most files: one object, so that they share one stack. */
const PLAIN: StackOptions = {};

async function endStack(stack: Stack): Promise<void> {
  const unclean = await findUncleanLines(stack);
  await stack.stop();
  expect(unclean, "lines that must not be in Foyer's log (L1)").toEqual([]);
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stacks: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const stacks = new Kept(
        (options: StackOptions) => startStack({ ephemeral: true, ...options }),
        endStack,
      );
      await use(stacks);
      await stacks.endAll();
    },
    { scope: "worker" },
  ],
  stackOptions: [PLAIN, { option: true }],
  stack: async ({ stacks, stackOptions }, use) => use(await stacks.get(stackOptions)),
  baseURL: async ({ stack }, use) => use(stack.urls.foyer),
  expectedErrors: [[], { option: true }],
  context: async ({ context, expectedErrors }, use) => {
    const problems = watch(context, expectedErrors);
    await use(context);
    expect(problems, "console errors, policy violations and third-party requests (H2, L3)").toEqual([]);
  },
});

export { expect } from "@playwright/test";

/** Collects what must never happen on a page: script errors, CSP violations, requests to other hosts. */
export function watch(context: BrowserContext, expectedErrors: RegExp[] = []): string[] {
  const problems: string[] = [];
  context.on("console", (message) => {
    const text = message.text();
    const isExpected = STATUS_ERROR.test(text) || expectedErrors.some((pattern) => pattern.test(text));
    if (message.type() === "error" && !isExpected) problems.push(`console: ${text}`);
  });
  context.on("weberror", (error) => problems.push(`page: ${error.error().message}`));
  context.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== "localhost")
      problems.push(`third party: ${request.url()}`);
  });
  return problems;
}

/** Axe as it is shipped to browsers: its full source has more than twice the size. */
const AXE = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** The rules that a colour scheme can break; the others have been held to the page in light. */
const OF_COLOURS: axe.RunOptions["runOnly"] = {
  type: "rule",
  values: ["color-contrast", "link-in-text-block"],
};

/** In no frame: those that pages have are previews, which run no script (C31); and what passed is not listed. */
const HOW: axe.RunOptions = { iframes: false, resultTypes: ["violations"] };

/** Zero violations, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  for (const colorScheme of ["light", "dark"] as const) {
    // Without motion: colours that are still on their way from light to dark would be measured.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const options = colorScheme === "dark" ? { ...HOW, runOnly: OF_COLOURS } : HOW;
    const violations = await page.evaluate(async (how) => {
      const all = await window.axe.run(document, how);
      return all.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
    }, options);
    expect(violations, `axe, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
