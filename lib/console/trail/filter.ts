/** Which acts of the trail somebody looks for. */

import type { TrailAct } from "./entry";

/** As the list's address, and the export's, say it. */
export const TRAIL_FILTERS = ["operation", "operator", "subject", "result"] as const;

export interface TrailFilter {
  operation?: string;
  /** Part of the operator's name, or of their subject. */
  operator?: string;
  /** Id of what was acted on, of its identity, or of what was made. */
  subject?: string;
  /** A result, or `open` for acts whose outcome nobody recorded. */
  result?: string;
}

export function matchesFilter(act: TrailAct, { operation, operator, subject, result }: TrailFilter): boolean {
  const who = `${act.operator.name} ${act.operator.subject}`.toLowerCase();
  return (
    (!operation || act.operation === operation) &&
    (!operator || who.includes(operator.toLowerCase())) &&
    (!subject || isAbout(act, subject.toLowerCase())) &&
    (!result || (act.result ?? "open") === result)
  );
}

function isAbout({ subject, made }: TrailAct, id: string): boolean {
  return [subject.id, subject.identity, made?.id].some((each) => each?.toLowerCase() === id);
}
