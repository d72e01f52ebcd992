/** Compares two JSON values line by line, members in one order, for a before/after that people can read. */

import { diffLines } from "diff";
import { writeExactly } from "@/lib/exact-number";
import { toNumberText } from "@/lib/i18n/formats";
import { sortMembers } from "../patch/is-deep-equal";

export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Longest text that is compared, in characters: beyond it a page would not be read anyway. */
const TEXT_LIMIT = 60_000;

/** Lines that may differ: what it takes to find them grows with the square of it. Beyond it both texts are shown whole. */
const EDIT_LIMIT = 500;

export function toDiff(before: unknown, after: unknown): DiffLine[] {
  const [oldText, nowText] = [toText(before), toText(after)];
  const [old, now] = [toCompared(oldText), toCompared(nowText)];
  const changes = diffLines(old, now, { maxEditLength: EDIT_LIMIT }) ?? [
    { value: old, added: false, removed: true },
    { value: now, added: true, removed: false },
  ];
  const lines = changes.flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, "")
      .split("\n")
      .map((text): DiffLine => ({ kind: added ? "added" : removed ? "removed" : "same", text })),
  );
  return [...lines, ...toRest(oldText.slice(TEXT_LIMIT), nowText.slice(TEXT_LIMIT))];
}

function toText(value: unknown): string {
  return writeExactly(sortMembers(value), 2);
}

function toCompared(text: string): string {
  return `${text.slice(0, TEXT_LIMIT)}\n`;
}

/** What is not compared line by line, where there is more: whether it is the same is said of it as a whole. */
function toRest(old: string, now: string): DiffLine[] {
  const toLine = (kind: DiffLine["kind"], { length }: string): DiffLine[] =>
    length === 0 ? [] : [{ kind, text: `[left out: ${toNumberText(length)} characters more]` }];
  return old === now ? toLine("same", old) : [...toLine("removed", old), ...toLine("added", now)];
}
