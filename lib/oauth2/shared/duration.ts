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

/** 3600 → one hour, 90 → two minutes, 30 → one minute. */
export function toDuration(seconds: number): Duration {
  const { unit, seconds: size } = UNITS.find((candidate) => seconds >= candidate.seconds) ?? UNITS[2];
  return { unit, count: Math.max(1, Math.round(seconds / size)) };
}
