/** Which traits an account loses when others take their place. */

import { isRecord, read } from "@/lib/json";

/**
 * By the names from the outermost, `name.first`; lists count as one. A text in whose place an object stands, or the other
 * way round, is lost: nothing of it is in what has its name.
 */
export function findLostTraits(before: unknown, after: unknown, prefix = ""): string[] {
  if (!isRecord(before)) return [];
  return Object.entries(before).flatMap(([name, value]) => {
    const kept = read(after, name);
    if (kept === undefined || isRecord(value) !== isRecord(kept)) return [`${prefix}${name}`];
    return findLostTraits(value, kept, `${prefix}${name}.`);
  });
}
