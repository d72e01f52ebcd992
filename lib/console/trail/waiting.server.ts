/** What the store did not take of the trail: kept by this process, shown by it, and brought there as soon as it is taken. */

import { getProcessState } from "@/lib/process/state";

/** One line of the trail, as the store keeps it. */
export interface TrailLine {
  act: string;
  phase: "intent" | "outcome";
  text: string;
}

/** Two an act; a line is 16,000 characters at most. An act whose first line is kept keeps its second beyond it. */
const LINES_LIMIT = 1000;

interface Waiting {
  lines: TrailLine[];
  /** Acts that were too many to keep: the log alone has them. */
  lost: number;
  bringing?: Promise<void>;
}

const getWaiting = () => getProcessState<Waiting>("trail-waiting", () => ({ lines: [], lost: 0 }));

export function keepWaiting(line: TrailLine): void {
  const waiting = getWaiting();
  const isKept = waiting.lines.length < LINES_LIMIT || waiting.lines.some(({ act }) => act === line.act);
  if (isKept) waiting.lines.push(line);
  else if (line.phase === "intent") waiting.lost += 1;
}

/** Writes what waits, oldest first, and ends at the first line that is not taken. @throws what `write` does */
export function bringWaiting(write: (line: TrailLine) => Promise<void>): Promise<void> {
  const waiting = getWaiting();
  const bring = async () => {
    for (let line = waiting.lines[0]; line; line = waiting.lines[0]) {
      await write(line);
      waiting.lines.shift();
    }
  };
  waiting.bringing ??= bring().finally(() => {
    waiting.bringing = undefined;
  });
  return waiting.bringing;
}

/** Newest first. */
export function listWaitingIntents(): string[] {
  return getWaiting()
    .lines.filter(({ phase }) => phase === "intent")
    .map(({ text }) => text)
    .reverse();
}

/** By act. */
export function listWaitingOutcomes(): ReadonlyMap<string, string> {
  const outcomes = getWaiting().lines.filter(({ phase }) => phase === "outcome");
  return new Map(outcomes.map(({ act, text }) => [act, text]));
}

/** Acts that wait, and acts that the log alone has. */
export function countWaiting(): { waiting: number; lost: number } {
  const { lines, lost } = getWaiting();
  return { waiting: new Set(lines.map(({ act }) => act)).size, lost };
}
