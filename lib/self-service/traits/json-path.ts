/** Reads and changes a place deep inside JSON, without touching the original; any member's name is harmless (threat V2). */

import { isRecord, type Json, read } from "@/lib/json";

/** The value at a path of member names and list indexes, `undefined` where there is none. */
export function getAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (current, name) => (Array.isArray(current) ? current[Number(name)] : read(current, name)),
    value,
  );
}

/** A copy with a value at the path; objects are made on the way where there are none. */
export function setAt(value: unknown, path: readonly string[], member: unknown): Json {
  const [name = "", ...rest] = path;
  const record = isRecord(value) ? value : {};
  const changed = rest.length === 0 ? member : setAt(read(record, name), rest, member);
  // Defines members, where an assignment to `__proto__` would do something else.
  return Object.fromEntries(
    Object.hasOwn(record, name)
      ? Object.entries(record).map(([key, old]) => [key, key === name ? changed : old])
      : [...Object.entries(record), [name, changed]],
  );
}

/** A copy without the value at the path; the objects around it stay. */
export function removeAt(value: Json, path: readonly string[]): Json {
  const [name = "", ...rest] = path;
  const inside = read(value, name);
  if (rest.length === 0) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  return isRecord(inside) ? setAt(value, [name], removeAt(inside, rest)) : value;
}
