/** Keeps at hand what pages need of Kratos besides their flow, so that no page asks for it (architecture §4). */

import { setTimeout as delay } from "node:timers/promises";
import { refreshFlowSwitches } from "./flow-switches";
import { refreshIdentitySchemas } from "./identity-schemas";
import { FRESH_MS } from "./keep";

/** Before what is known grows stale, so that in a living process no page finds it so. */
const REFRESH_MS = FRESH_MS * 0.8;

/** Until the first answer: Kratos may start after Foyer. */
const RETRY_MS = 500;

/** Longest that a start waits for a Kratos that is slow or not there yet. */
const START_LIMIT_MS = 300;

/** Reads it now, and from time to time while the process lives. Never throws. */
export async function keepStandingAnswers(): Promise<void> {
  await Promise.race([refresh(), delay(START_LIMIT_MS)]);
}

async function refresh(): Promise<void> {
  const read = await Promise.all([refreshFlowSwitches(), refreshIdentitySchemas()]);
  setTimeout(refresh, read.every(Boolean) ? REFRESH_MS : RETRY_MS).unref();
}
