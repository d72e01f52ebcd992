/** Which rows of a job a page draws, where many are wrong for one reason. */

import { toNumberText } from "@/lib/i18n/formats";
import type { RowResult } from "./job";

/** Rows of one reason that are drawn. */
const EQUAL_COUNT = 10;

/** Those of one reason together, and only so many of them: where a thousand have one reason, the others are seen too. */
export function groupRows(rows: readonly RowResult[]): RowResult[] {
  const groups = new Map<string, RowResult[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.result, row.detail]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].flatMap((group) => {
    const more = group.length - EQUAL_COUNT;
    const [first] = group;
    if (!first || more <= 1) return group;
    const drawn = group.slice(0, EQUAL_COUNT);
    return [...drawn, { ...first, label: `${toNumberText(more)} more like ${first.label}` }];
  });
}
