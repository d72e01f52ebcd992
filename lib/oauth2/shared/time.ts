/** Turns the timestamps of Kratos and Hydra (strings on the wire, `Date` in the SDK's types) into milliseconds. */

/** RFC 3339 with any number of fraction digits → epoch milliseconds; undefined for anything else. */
export function toMillis(value: Date | string | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  const millis = value instanceof Date ? value.getTime() : Date.parse(value);
  return Number.isNaN(millis) ? undefined : millis;
}
