/** Turns seconds into the one unit that people would say them in. */

const UNITS = [
  { unit: "days", seconds: 24 * 60 * 60 },
  { unit: "hours", seconds: 60 * 60 },
  { unit: "minutes", seconds: 60 },
] as const;

export interface Duration {
  unit: (typeof UNITS)[number]["unit"];
  /** Rounded; at least 1. */
  count: number;
}

/** Of a stretch of time, as much as may be rounded away: "2 hours" is no word for 90 minutes. */
const TOLERANCE = 1 / 20;

/** In the largest unit that says it nearly exactly: 3600 → one hour, 5400 → 90 minutes, 30 → one minute. */
export function toDuration(seconds: number): Duration {
  const saysNearly = ({ seconds: size }: (typeof UNITS)[number]) =>
    Math.abs(Math.round(seconds / size) * size - seconds) <= seconds * TOLERANCE;
  const { unit, seconds: size } = UNITS.find(saysNearly) ?? UNITS[2];
  return { unit, count: Math.max(1, Math.round(seconds / size)) };
}
