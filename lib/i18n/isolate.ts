/** Keeps a value that somebody chose from turning the sentence around it (threat O11). */

import type { Direction } from "./direction";

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** Letters that run from right to left, and the marks and controls that make others do so. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const EMBEDDINGS = /[\u202a-\u202e]/g;
const ISOLATES = /[\u2066-\u2069]/g;

/**
 * The value as a sentence may hold it. On a page that runs from left to right nothing is done to one that does too:
 * its text stays letter for letter what it was.
 */
export function isolate(value: string, direction: Direction): string {
  if (value === "" || (direction === "ltr" && !RIGHT_TO_LEFT.test(value))) return value;
  return isIsolated(value) ? value : FIRST_STRONG_ISOLATE + toBalanced(value) + POP_ISOLATE;
}

/** Whether it is one isolate already, in which nothing reaches past its end. */
function isIsolated(value: string): boolean {
  const inner = value.slice(1, -1);
  return value.startsWith(FIRST_STRONG_ISOLATE) && value.endsWith(POP_ISOLATE) && toBalanced(inner) === inner;
}

/** Without the marks of an isolate: as whoever sent it wrote it, unless they wrote such marks themselves. */
export function withoutIsolates(text: string): string {
  return text.replaceAll(ISOLATES, "");
}

/** Without what would reach past the value's end: embeddings, overrides, and isolates that are not closed in turn. */
function toBalanced(value: string): string {
  const plain = value.replaceAll(EMBEDDINGS, "");
  let depth = 0;
  for (const [control] of plain.matchAll(ISOLATES)) {
    depth += control === POP_ISOLATE ? -1 : 1;
    if (depth < 0) break;
  }
  return depth === 0 ? plain : withoutIsolates(plain);
}
