/** Reads what the console shows of the trail, filtered and bounded. */

import type { Operator } from "../operator/operator";
import { getStore } from "../store/get-store.server";
import { entrySchema, type TrailAct, type TrailEntry, toActs } from "./entry";
import { TRAIL_LOG } from "./record.server";

export interface TrailFilter {
  operation?: string;
  /** Part of the operator's name or subject. */
  operator?: string;
  /** Id of what was acted on, or of its identity. */
  subject?: string;
  result?: string;
}

export interface TrailPage {
  acts: TrailAct[];
  /** Where the next page begins; undefined on the last. */
  next?: string;
  /** Where this comes from: shared by all instances, or since this process started. */
  source: "redis" | "memory";
}

/** Entries that one page looks through: an act has two. */
const BATCH = 500;
const BATCHES = 10;

/** @param before id of the log entry to go on from @throws when Redis does not answer */
export async function readTrail(
  _operator: Operator,
  filter: TrailFilter,
  { before, count }: { before?: string; count: number },
): Promise<TrailPage> {
  const store = await getStore();
  const entries: TrailEntry[] = [];
  let from = before;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const read = await store.readLog(TRAIL_LOG, { before: from, count: BATCH });
    entries.push(...read.flatMap(({ value }) => parseEntry(value)));
    from = read.at(-1)?.id;
    const acts = toActs(entries).filter((act) => matches(act, filter));
    const isLast = read.length < BATCH || from === undefined;
    if (isLast || acts.length >= count) return { acts, next: isLast ? undefined : from, source: store.kind };
  }
  return {
    acts: toActs(entries).filter((act) => matches(act, filter)),
    next: from,
    source: store.kind,
  };
}

function parseEntry(text: string): TrailEntry[] {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(text));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

function matches(act: TrailAct, { operation, operator, subject, result }: TrailFilter): boolean {
  const who = `${act.operator.name} ${act.operator.subject}`.toLowerCase();
  return (
    (!operation || act.operation === operation) &&
    (!operator || who.includes(operator.toLowerCase())) &&
    (!subject || act.subject.id === subject || act.subject.identity === subject) &&
    (!result || (act.result ?? "open") === result)
  );
}
