/** Compares two JSON values line by line, members in one order, for a before/after that people can read. */

import { diffLines } from "diff";
import { writeExactly } from "@/lib/exact-number";
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
  const [old, now] = [toText(before), toText(after)];
  const changes = diffLines(old, now, { maxEditLength: EDIT_LIMIT }) ?? [
    { value: old, added: false, removed: true },
    { value: now, added: true, removed: false },
  ];
  return changes.flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, "")
      .split("\n")
      .map((text): DiffLine => ({ kind: added ? "added" : removed ? "removed" : "same", text })),
  );
}

function toText(value: unknown): string {
  const text = writeExactly(sortMembers(value), 2);
  return `${text.slice(0, TEXT_LIMIT)}\n`;
}
