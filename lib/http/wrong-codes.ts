/** Counts wrong user codes by client address: ten, then none for a while (threat O17, RFC 8628 §5.1). */

import { HttpError } from "./http-error";

export const WRONG_CODE_LIMIT = 10;
const WINDOW_MS = 15 * 60 * 1000;
/** Memory bound; the oldest addresses go first. */
const ADDRESS_LIMIT = 20_000;

interface Count {
  wrong: number;
  until: number;
}

const counts = new Map<string, Count>();

/** @throws HttpError 429 with Retry-After when this address has typed too many wrong codes */
export function requireFewWrongCodes(address: string | undefined, now = Date.now()): void {
  const count = counts.get(address ?? "");
  if (!count || count.until <= now || count.wrong < WRONG_CODE_LIMIT) return;
  const seconds = Math.ceil((count.until - now) / 1000);
  throw new HttpError(429, "too-many-requests", [], { "retry-after": String(seconds) });
}

export function countWrongCode(address: string | undefined, now = Date.now()): void {
  const key = address ?? "";
  const known = counts.get(key);
  const live = known && known.until > now ? known : { wrong: 0, until: now + WINDOW_MS };
  counts.delete(key);
  counts.set(key, { ...live, wrong: live.wrong + 1 });
  const [oldest] = counts.keys();
  if (counts.size > ADDRESS_LIMIT && oldest !== undefined) counts.delete(oldest);
}
