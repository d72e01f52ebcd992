/** Writes the trail: a JSON log line, which is the record, and an entry in the store, which the console shows. */

import { getLogger } from "../../log";
import { getConsoleConfig } from "../get-console-config.server";
import { getStore } from "../store/get-store.server";
import type { TrailEntry } from "./entry";
import { redactForTrail } from "./redact";

export const TRAIL_LOG = "trail";

/** Never throws: the log line is there whatever the store does. */
export async function record(entry: TrailEntry): Promise<void> {
  const safe = redactEntry(entry);
  getLogger().info({ event: "console-act", ...safe });
  try {
    const store = await getStore();
    await store.append(TRAIL_LOG, JSON.stringify(safe), getConsoleConfig().trail);
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    getLogger().warn({ event: "trail-not-shown", act: entry.act, error: name });
  }
}

function redactEntry(entry: TrailEntry): TrailEntry {
  if (entry.phase === "outcome") return { ...entry, after: redactForTrail(entry.after) };
  return { ...entry, before: redactForTrail(entry.before), change: redactForTrail(entry.change) };
}
