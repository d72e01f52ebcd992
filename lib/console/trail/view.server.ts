/** The trail's acts as pages draw them: with what changed, and where to look at it. */

import { toNumberText } from "@/lib/i18n/formats";
import { readNumber } from "@/lib/json";
import { toSubjectLink } from "../act/to-failure.server";
import { toDiff } from "../diff/to-diff";
import { toConsolePath } from "../request/console-page.server";
import type { TrailAct } from "./entry";

export function toActView(entry: TrailAct) {
  const link = toSubjectLink(entry.made ?? entry.subject);
  const rows = readNumber(entry.after, "rows");
  const hasChange = rows === undefined && (entry.before !== undefined || entry.after !== undefined);
  return {
    ...entry,
    subjectHref: link && toConsolePath(link.path),
    /** Of a file: how many rows of it were sent. */
    note: rows === undefined ? undefined : `${toNumberText(rows)} ${rows === 1 ? "row" : "rows"}`,
    diff: hasChange ? toDiff(entry.before ?? {}, entry.after ?? {}) : [],
  };
}
