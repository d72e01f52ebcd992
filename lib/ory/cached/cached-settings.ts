/** Keeps at hand what pages need of Kratos besides their flow, so that no page asks for it (architecture §4). */

import { setTimeout as delay } from "node:timers/promises";
import { getLogger } from "@/lib/observe/log";
import { FRESH_MS } from "./cached";
import { refreshFlowSwitches } from "./flow-switches";
import { refreshIdentitySchemas } from "./identity-schemas";

/** Before what is known grows stale, so that in a living process no page finds it so. */
const REFRESH_MS = FRESH_MS * 0.8;

/** Until the first answer: Kratos may start after Foyer. Twice as long after each failure, up to REFRESH_MS. */
const RETRY_MS = 500;

/** Longest that a start waits for a Kratos that is slow or not there yet. */
const START_LIMIT_MS = 300;

/** Reads it now, and from time to time while the process lives. Never throws. */
export async function loadCachedSettings(): Promise<void> {
  const first = [
    keepReading("flow-switches", refreshFlowSwitches),
    keepReading("identity-schemas", refreshIdentitySchemas),
  ];
  await Promise.race([Promise.all(first), delay(START_LIMIT_MS)]);
}

async function keepReading(what: string, refresh: () => Promise<boolean>, retryMs = RETRY_MS): Promise<void> {
  const isRead = await refresh();
  // Said once a series: the first failure of a Kratos that is still starting is none.
  if (!isRead && retryMs === RETRY_MS * 2) getLogger().warn({ event: "kratos-unread", what });
  const [waitMs, nextMs] = isRead ? [REFRESH_MS, RETRY_MS] : [retryMs, Math.min(retryMs * 2, REFRESH_MS)];
  setTimeout(() => void keepReading(what, refresh, nextMs), waitMs).unref();
}
