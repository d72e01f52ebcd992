/** Asks the same about an address that has an account and one that has none, many times, and compares the answers (F10). */

import { expect } from "@playwright/test";
import { newPerson } from "./people";
import { toMedian } from "./quantile.mjs";
import type { Stack } from "./test";
import { type LoadedPage, UserAgent } from "./user-agent.mjs";

/** What a person does on one page after the other: fields to fill, button to press. */
export interface Question {
  kind: "login" | "registration" | "recovery" | "verification";
  steps: { button: string; fill(address: string): Record<string, string> }[];
}

interface Answers {
  /** Everything that was shown, what is random blotted out: one entry when all answers are the same. */
  shown: Set<string>;
  /** Milliseconds until the form's last answer stood on its page, Kratos' work included. */
  whole: number[];
  /** Milliseconds of Foyer's page alone. */
  page: number[];
}

/** Slower or faster by less than this says nothing that could be measured over a network. */
const TIMES_AS_LONG = 2;

/** Asks `times` times of each, in turn, so that both meet the same machine. */
export async function askBoth(
  stack: Stack,
  question: Question,
  known: string,
  times: number,
): Promise<{ known: Answers; unknown: Answers }> {
  const answers = { known: toAnswers(), unknown: toAnswers() };
  for (let turn = 0; turn < times; turn++) {
    await ask(stack, question, known, answers.known);
    await ask(stack, question, newPerson().email, answers.unknown);
  }
  return answers;
}

/** The page that an address ends on, and what it showed on the way. */
export async function ask(
  stack: Stack,
  { kind, steps }: Question,
  address: string,
  answers = toAnswers(),
): Promise<LoadedPage> {
  const agent = new UserAgent();
  const until = `${stack.urls.foyer}/${kind}`;
  let page = await agent.open(until);
  const seen: string[] = [];
  for (const { button, fill } of steps) {
    const begun = performance.now();
    const sent = await agent.submit(page, button, { fill: fill(address), until });
    const answered = performance.now();
    page = await agent.open(sent.url);
    answers.whole.push(performance.now() - begun);
    answers.page.push(performance.now() - answered);
    expect(page.html, "the address that was typed").toContain(address);
    seen.push(blotOut([...sent.hops, page.status, page.html].join("\n"), address));
  }
  answers.shown.add(seen.join("\n"));
  return page;
}

/** Fails unless all answers are one and the same, and take about as long; prints the medians. */
export function expectNoOracle(
  title: string,
  { known, unknown }: { known: Answers; unknown: Answers },
): void {
  expect(unknown.shown.size, "different answers about unknown addresses").toBe(1);
  expect([...unknown.shown]).toEqual([...known.shown]);
  for (const part of ["whole", "page"] as const) {
    const [one, other] = [toMedian(known[part]), toMedian(unknown[part])];
    process.stdout.write(
      `  ${title}, ${part}: ${one.toFixed(1)} ms known, ${other.toFixed(1)} ms unknown (medians of ${known[part].length})\n`,
    );
    expect(one / other, `median of ${part}`).toBeLessThan(TIMES_AS_LONG);
    expect(other / one, `median of ${part}`).toBeLessThan(TIMES_AS_LONG);
  }
}

/**
 * A page without what differs from one asking to the next: the address itself, ids, tokens, challenges, and the order
 * of hidden fields (Kratos walks over traits in any order).
 */
export function blotOut(html: string, address: string): string {
  return html
    .replaceAll("<wbr/>", "")
    .replaceAll(address, "ADDRESS")
    .replaceAll(encodeURIComponent(address), "ADDRESS")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
    .replaceAll(/&quot;(challenge|id)&quot;: ?&quot;[\w-]{40,}/g, "RANDOM")
    .replaceAll(/name="csrf_token" value="[^"]+"/g, "TOKEN")
    .replaceAll(/(<input type="hidden"[^>]*>)+/g, (fields) => fields.split(/(?=<)/).toSorted().join(""));
}

function toAnswers(): Answers {
  return { shown: new Set(), whole: [], page: [] };
}
