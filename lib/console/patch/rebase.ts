/** Carries what somebody typed over to a state that somebody else changed meanwhile: what was not touched is as it is now. */

import { parseExactly, writeExactly } from "@/lib/exact-number";
import { isRecord, isTooDeep } from "@/lib/json";
import { isDeepEqual } from "./is-deep-equal";

/**
 * @internal exported for tests
 * @param seen what the form began with
 * @param typed what it was sent with
 * @param now what is there
 */
export function rebase(seen: unknown, typed: unknown, now: unknown): unknown {
  if (isDeepEqual(typed, seen)) return now;
  if (!isRecord(seen) || !isRecord(typed) || !isRecord(now)) return typed;
  const names = new Set([...Object.keys(typed), ...Object.keys(now)]);
  const members = [...names].flatMap((name): [string, unknown][] => {
    const member = rebase(own(seen, name), own(typed, name), own(now, name));
    return member === undefined ? [] : [[name, member]];
  });
  return Object.fromEntries(members);
}

const own = (value: Readonly<Record<string, unknown>>, name: string) =>
  Object.hasOwn(value, name) ? value[name] : undefined;

/** The same for a field that holds JSON; text that is none, or lies too deep, stays as it was typed. */
export function rebaseText(seen: unknown, typed: string, now: unknown): string {
  const value = parseExactly(typed);
  return value === undefined || isTooDeep(value) ? typed : writeExactly(rebase(seen, value, now), 2);
}

/** The same for fields of text, by their names; a box that was not ticked is not among what was typed. */
export function rebaseFields(
  seen: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Record<string, string> {
  const untouched = Object.keys(seen).filter(
    (name) => toPlain(typed[name] ?? "") === toPlain(seen[name] ?? ""),
  );
  return { ...typed, ...Object.fromEntries(untouched.map((name) => [name, now[name] ?? ""])) };
}

/** Browsers send each end of a line as two characters, and boxes in the order of the page. */
function toPlain(text: string): string {
  return text === "false" ? "" : text.replaceAll("\r\n", "\n").split("\n").toSorted().join("\n");
}
