/** Reads what the console shows of the trail, filtered and bounded. */

import type { Operation } from "../act/operations";
import { getConsoleConfig } from "../get-console-config.server";
import type { Operator } from "../operator/operator";
import type { Role } from "../operator/permissions";
import { getStore } from "../store/get-store.server";
import type { ConsoleStore } from "../store/store";
import { entrySchema, type TrailAct, type TrailEntry, toAct } from "./entry";
import { matchesFilter, type TrailFilter } from "./filter";
import { bringTrail, TRAIL_LOG, toOutcomeKey } from "./record.server";
import { mayReadAct } from "./subject-permission";
import { countWaiting, listWaitingIntents, listWaitingOutcomes } from "./waiting.server";

export interface TrailEntries {
  acts: TrailAct[];
  /** Where the next page begins; undefined on the last. */
  next?: string;
  /** Where this comes from: shared by all instances, or since this process started. */
  source: "redis" | "memory";
  /** Acts of this process that Redis has not taken: in `acts` too, and acts that the log alone has. */
  unkept: { waiting: number; lost: number };
}

/**
 * How many entries of the log are read in each go for one page. Most pages have what they show from the first; one that few
 * acts match is read in few goes, none of which holds the whole log.
 */
const BATCHES = [200, 400, 800, 1600, 2000];

/**
 * What waits for Redis first, then newest first; without acts on what the operator's role may not read. With a filter that few
 * acts match, a page may hold fewer than `count` and still have a next one.
 * @param before id of the log entry to go on from
 * @throws StoreUnavailable
 */
export async function readTrail(
  { role }: Operator,
  wanted: TrailFilter,
  { before, count }: { before?: string; count: number },
): Promise<TrailEntries> {
  const store = await getStore();
  const filter = { ...wanted, role };
  // What is not taken is shown from here.
  await bringTrail().catch(() => undefined);
  const found = { source: store.kind, unkept: countWaiting() };
  const oldest = Date.now() - getConsoleConfig().trail.maxAgeMs;
  // Once for all that is read: while Redis is full there are hundreds.
  const outcomes = listWaitingOutcomes();
  const waiting = before === undefined ? await readWaiting(store, outcomes, filter) : [];
  const acts = [...waiting];
  const seen = new Set(acts.map(({ act }) => act));
  let from = before;
  for (const size of BATCHES) {
    const read = await store.readLog(TRAIL_LOG, { before: from, count: size });
    const kept = read.filter(({ id }) => toMillis(id) > oldest);
    const batch = await Promise.all(
      kept.map(async ({ id, value }) => ({ id, act: await readAct(store, outcomes, value, filter) })),
    );
    for (const { id, act } of batch) {
      if (acts.length - waiting.length >= count) return { ...found, acts, next: from };
      // Twice where Redis took what it did not say that it took.
      if (act && !seen.has(act.act)) acts.push(act);
      seen.add(act?.act ?? "");
      from = id;
    }
    if (kept.length < size) return { ...found, acts };
  }
  return { ...found, acts, next: from };
}

/** What is looked for, and by whom. */
type Wanted = TrailFilter & { role: Role };

async function readWaiting(
  store: ConsoleStore,
  outcomes: ReadonlyMap<string, string>,
  filter: Wanted,
): Promise<TrailAct[]> {
  const acts = await Promise.all(listWaitingIntents().map((text) => readAct(store, outcomes, text, filter)));
  return acts.filter((act) => act !== undefined);
}

/** An outcome is asked for only where its intent is what somebody looks for. */
async function readAct(
  store: ConsoleStore,
  outcomes: ReadonlyMap<string, string>,
  value: string,
  { result, role, ...wanted }: Wanted,
): Promise<TrailAct | undefined> {
  const isMaking = MAKING.some((operation) => value.includes(JSON.stringify(operation)));
  // What it made is told by its outcome alone.
  const filter = isMaking ? { ...wanted, subject: undefined } : wanted;
  if (!mayMatch(value, filter)) return undefined;
  const intent = parseEntry(value);
  if (intent?.phase !== "intent" || !mayReadAct(role, intent.subject)) return undefined;
  if (!matchesFilter(toAct(intent, undefined), filter)) return undefined;
  const outcome = parseEntry(outcomes.get(intent.act) ?? (await store.get(toOutcomeKey(intent.act))));
  const act = toAct(intent, outcome?.phase === "outcome" ? outcome : undefined);
  return matchesFilter(act, { ...wanted, result }) ? act : undefined;
}

/** Acts that make what nobody can name before. */
const MAKING: readonly Operation[] = ["identity.create", "registration.create"];

/** Whether an entry's text holds what is looked for as a whole, in capitals or not: most do not, and need not be parsed. */
function mayMatch(text: string, { operation, subject }: TrailFilter): boolean {
  const holds = (wanted: string) => text.toLowerCase().includes(JSON.stringify(wanted).toLowerCase());
  return [operation, subject].every((wanted) => !wanted || holds(wanted));
}

/** When an entry was written: its outcome is kept no longer than that age, and would be missing. */
function toMillis(id: string): number {
  return Number(id.split("-")[0]);
}

function parseEntry(text: string | undefined): TrailEntry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}
