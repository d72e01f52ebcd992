/** Reads and changes a place deep inside JSON; any member's name is harmless (threat V2). */

import { isRecord, type Json, read } from "@/lib/json";

/** The value at a path of member names and list indexes, `undefined` where there is none. */
export function getAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (current, name) => (Array.isArray(current) ? current[Number(name)] : read(current, name)),
    value,
  );
}

/** Puts a value at the path; objects are made on the way where there are none. */
export function putAt(root: Json, path: readonly string[], member: unknown): void {
  let record = root;
  for (const name of path.slice(0, -1)) {
    const inside = read(record, name);
    const next: Json = isRecord(inside) ? inside : {};
    if (next !== inside) define(record, name, next);
    record = next;
  }
  define(record, path.at(-1) ?? "", member);
}

/** Takes the value at the path away; the objects around it stay. */
export function takeAt(root: Json, path: readonly string[]): void {
  const around = path.slice(0, -1).reduce<unknown>((record, name) => read(record, name), root);
  if (isRecord(around)) Reflect.deleteProperty(around, path.at(-1) ?? "");
}

/** An assignment to `__proto__` would do something else. */
function define(record: Json, name: string, value: unknown): void {
  Object.defineProperty(record, name, { value, configurable: true, enumerable: true, writable: true });
}
