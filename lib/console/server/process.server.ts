/** How this process of Foyer is: what it uses, how often something may be tried, and what it counted since its start. */

import { getConfig } from "@/lib/config/config";
import { type Counts, readCounts } from "@/lib/observe/metrics";
import type { Operator } from "../operator/operator";
import type { ProcessView } from "./view";

const BYTES_PER_MB = 1024 * 1024;

const LIMITS = {
  address: "Forms from one address",
  network: "Forms from one network",
  flow: "Forms of one flow",
  sends: "Messages to one recipient, asked for from one network",
  recipientSends: "Messages to one recipient",
  guesses: "Passwords and codes for one account, from one network",
  recipientGuesses: "Passwords and codes for one account",
} as const;

export async function getProcess(_: Operator): Promise<ProcessView> {
  const { rateLimits, redisUrl } = getConfig();
  const counts = await readCounts();
  return {
    node: process.version,
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    memoryMB: Math.round(process.memoryUsage.rss() / BYTES_PER_MB),
    hasRedis: redisUrl !== undefined,
    limits: Object.entries(LIMITS).flatMap(([name, label]) => {
      const limit = rateLimits[name as keyof typeof LIMITS];
      return limit ? [{ label, value: `${limit.posts} in ${toDuration(limit.seconds)}` }] : [];
    }),
    counts: counts && toCountsView(counts),
  };
}

/** In the largest unit that leaves nothing over. */
function toDuration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function toCountsView(counts: Counts): ProcessView["counts"] {
  const labels = { answers: "Answers to browsers", calls: "Calls to servers", refused: "Refused by a limit" };
  return Object.entries(labels).map(([name, label]) => ({
    label,
    counts: Object.entries(counts[name as keyof Counts]).map(([of, value]) => ({ name: of, value })),
  }));
}
