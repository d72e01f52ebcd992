/** Reads a Retry-After header (RFC 9110 §10.2.3), which is a number of seconds or a date. */

/** Longest wait that is believed, in seconds. */
const MAXIMUM_SECONDS = 24 * 60 * 60;

/** Whole seconds from now, at least 0; undefined for anything else. */
export function toSeconds(header: string | null, now = Date.now()): number | undefined {
  if (!header?.trim()) return undefined;
  const date = /[a-z]/i.test(header) ? Date.parse(header) : Number.NaN;
  const seconds = Number.isNaN(date) ? Number(header) : Math.max(0, (date - now) / 1000);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds), MAXIMUM_SECONDS) : undefined;
}
