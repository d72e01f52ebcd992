/** The smallest change from an object that an operator saw to the one that they wrote (RFC 6902). */

import { hasHugeNumber, parseExactly } from "@/lib/exact-number";
import { isRecord, isTooDeep, type Json, read } from "@/lib/json";
import { escapeToken } from "@/lib/json-pointer";
import { isDeepEqual } from "./is-deep-equal";

/** Kratos v1.3.1 and Hydra v2.3.0 take these operations and no `test`: what was seen is compared before a patch is sent. */
export type Patch = { op: "add" | "replace" | "remove"; path: string; value?: unknown }[];

/**
 * Members that were not touched are not sent: what somebody else changes at the same moment stays.
 * @param at JSON Pointer of the object, empty for the whole document
 * @param before as it was read, and shown
 */
export function toMembersPatch(at: string, before: Json, after: Json): Patch {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): Patch => {
    const path = `${at}/${escapeToken(name)}`;
    const was = Object.hasOwn(before, name);
    const is = Object.hasOwn(after, name);
    if (was && is && isDeepEqual(before[name], after[name])) return [];
    if (!is) return [{ op: "remove", path }];
    return [{ op: was ? "replace" : "add", path, value: after[name] }];
  });
}

/** What an operator typed; undefined for what is no JSON, {@link isTooDeep}, or {@link hasHugeNumber}. */
export function parseValue(text: string): unknown {
  const value = parseExactly(text);
  return isTooDeep(value) || hasHugeNumber(value) ? undefined : value;
}

/** The same, where it is an object; undefined for every other value, too. */
export function parseObject(text: string): Json | undefined {
  const value = parseValue(text);
  return isRecord(value) ? value : undefined;
}

/** What is said at the field of a text that {@link parseObject} does not read. */
export function toNoObjectProblem(text: string): string {
  const value = parseExactly(text);
  if (isTooDeep(value)) return TOO_DEEP;
  return isRecord(value) ? "A number here is larger than servers can hold." : "This is no JSON object.";
}

/** Of what was not shown whole: written back, the rest of it would be gone. */
export const TOO_DEEP =
  "This is nested deeper than is shown or written here: a change would lose what was left out. Make it by the admin API.";

/** Whether a change touches a member that is not shown whole. */
export function touchesTooDeep(before: Json, after: Json): boolean {
  return Object.entries(before).some(
    ([name, value]) => isTooDeep(value) && !isDeepEqual(value, read(after, name)),
  );
}
