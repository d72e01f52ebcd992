/** The trail's acts as pages draw them: with what changed, and where to look at it. */

import { toSubjectLink } from "../act/to-failure.server";
import { toDiff } from "../diff/to-diff";
import { toConsolePath } from "../request/console-page.server";
import type { TrailAct } from "./entry";

export function toActView(entry: TrailAct) {
  const link = toSubjectLink(entry.subject);
  const hasChange = entry.before !== undefined || entry.after !== undefined;
  return {
    ...entry,
    subjectHref: link && toConsolePath(link.path),
    diff: hasChange ? toDiff(entry.before ?? {}, entry.after ?? {}) : [],
  };
}
