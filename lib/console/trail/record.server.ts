/** Writes the trail: a JSON log line, which is the record, and an entry in the store, which the console shows. */

import { getLogger } from "@/lib/observe/log";
import { getConsoleConfig } from "../get-console-config.server";
import { getStore } from "../store/get-store.server";
import type { TrailEntry } from "./entry";
import { redactEntry } from "./redact";
import { bringWaiting, keepWaiting, type TrailLine } from "./waiting.server";

export const TRAIL_LOG = "trail";

/** Longest entry that is kept for showing, in characters. */
const ENTRY_LIMIT = 16_000;

/** Never throws: the log line is there whatever the store does, and what it does not take waits for it. */
export async function record(entry: TrailEntry): Promise<void> {
  const safe = redactEntry(entry);
  getLogger().info({ event: "console-act", ...safe });
  const line = { act: entry.act, phase: entry.phase, text: toBounded(safe) };
  try {
    await bringTrail();
    await write(line);
  } catch (error) {
    keepWaiting(line);
    const name = error instanceof Error ? error.name : "unknown";
    getLogger().warn({ event: "trail-not-shown", act: entry.act, error: name });
  }
}

/** Brings what waited for the store there. @throws when it still does not take it */
export function bringTrail(): Promise<void> {
  return bringWaiting(write);
}

async function write({ act, phase, text }: TrailLine): Promise<void> {
  const store = await getStore();
  const { trail } = getConsoleConfig();
  if (phase === "intent") await store.append(TRAIL_LOG, text, trail);
  else await store.put(toOutcomeKey(act), text, trail.maxAgeMs);
}

/** Where the outcome of an act is found by its id. */
export function toOutcomeKey(act: string): string {
  return `outcome:${act}`;
}

/** Without what was there before and after where that is too long: the log has it. */
function toBounded(entry: TrailEntry): string {
  const text = JSON.stringify(entry);
  if (text.length <= ENTRY_LIMIT) return text;
  const cut = "too long for this page: see the log";
  return JSON.stringify(
    entry.phase === "intent" ? { ...entry, before: cut, change: cut } : { ...entry, after: cut },
  );
}
