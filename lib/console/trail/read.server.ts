/** Reads what the console shows of the trail, filtered and bounded. */

import type { Operator } from "../operator/operator";
import { getStore } from "../store/get-store.server";
import type { ConsoleStore } from "../store/store";
import { entrySchema, type TrailAct, type TrailEntry, toAct } from "./entry";
import { matchesFilter, type TrailFilter } from "./filter";
import { TRAIL_LOG, toOutcomeKey } from "./record.server";

export interface TrailPage {
  acts: TrailAct[];
  /** Where the next page begins; undefined on the last. */
  next?: string;
  /** Where this comes from: shared by all instances, or since this process started. */
  source: "redis" | "memory";
}

/** Acts that are looked at in one go, and in one page at most. */
const BATCH = 200;
const LOOK_LIMIT = 5000;

/**
 * Newest first. With a filter that few acts match, a page may hold fewer than `count` and still have a next one.
 * @param before id of the log entry to go on from
 * @throws StoreUnavailable
 */
export async function readTrail(
  _operator: Operator,
  filter: TrailFilter,
  { before, count }: { before?: string; count: number },
): Promise<TrailPage> {
  const store = await getStore();
  const acts: TrailAct[] = [];
  let from = before;
  for (let looked = 0; looked < LOOK_LIMIT; looked += BATCH) {
    const read = await store.readLog(TRAIL_LOG, { before: from, count: BATCH });
    const batch = await Promise.all(
      read.map(async ({ id, value }) => ({ id, act: await readAct(store, value) })),
    );
    for (const { id, act } of batch) {
      if (acts.length === count) return { acts, next: from, source: store.kind };
      if (act && matchesFilter(act, filter)) acts.push(act);
      from = id;
    }
    if (read.length < BATCH) return { acts, source: store.kind };
  }
  return { acts, next: from, source: store.kind };
}

async function readAct(store: ConsoleStore, value: string): Promise<TrailAct | undefined> {
  const intent = parseEntry(value);
  if (intent?.phase !== "intent") return undefined;
  const outcome = parseEntry(await store.get(toOutcomeKey(intent.act)));
  return toAct(intent, outcome?.phase === "outcome" ? outcome : undefined);
}

function parseEntry(text: string | undefined): TrailEntry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}
