/** Compares JSON values; the order of an object's members does not count. */

import { ExactNumber, isSameNumber, writeExactly } from "@/lib/exact-number";
import { isRecord } from "@/lib/json";

export function isDeepEqual(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (isNumber(left) && isNumber(right)) return isSameNumber(left, right);
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => isDeepEqual(item, right[index]));
  if (!isRecord(left) || !isRecord(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isDeepEqual(left[name], right[name]))
  );
}

const isNumber = (value: unknown) => typeof value === "number" || value instanceof ExactNumber;

/** A value's text with members in order, so that equal values have equal texts. */
export function toCanonicalText(value: unknown): string {
  return writeExactly(sortMembers(value));
}

/** A copy with the members of each object in the order of their names. */
export function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sortMembers(member)]));
}
