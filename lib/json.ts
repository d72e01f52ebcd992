/** Reads values of any shape without throwing: own keys only, so that names such as `__proto__` are harmless (threat V2). */

import { ExactNumber, writeExactly } from "./exact-number";

export type Json = Readonly<Record<string, unknown>>;

/** The value that a text of JSON stands for; `undefined` for any other text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value as an object, or an empty one. Arrays count as no object. */
export function toRecord(value: unknown): Json {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Json {
  return isObject(value) && !Array.isArray(value);
}

/** An own property of anything, else `undefined`. */
export function read(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** What own properties of objects in objects lead to; undefined where the path leads nowhere. */
export function readPath(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((within, name) => read(within, name), value);
}

/** An own property that is a non-empty string, else `undefined`. */
export function readString(value: unknown, key: string): string | undefined {
  const found = read(value, key);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** An own property that is an array, else an empty one. */
export function readList(value: unknown, key: string): readonly unknown[] {
  const found = read(value, key);
  return Array.isArray(found) ? found : [];
}

/** The texts of such an array. */
export function readTexts(value: unknown, key: string): readonly string[] {
  return readList(value, key).filter((item): item is string => typeof item === "string");
}

/** An own property that is a finite number, else `undefined`. */
export function readNumber(value: unknown, key: string): number | undefined {
  const found = read(value, key);
  return typeof found === "number" && Number.isFinite(found) ? found : undefined;
}

/** What a control's `value` attribute holds for a JSON value; objects and lists as JSON. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  try {
    return writeExactly(value);
  } catch {
    return "";
  }
}

/** Far deeper than anybody's data, and far from where comparing, copying or writing it down would end the call stack. */
const DEPTH_LIMIT = 100;

/** A whole answer holds what is read, and written, a few levels down: what lies too deep there still does once it is cut. */
const ANSWER_DEPTH_LIMIT = DEPTH_LIMIT + 10;

/** Stands where lists and objects lie too deep to be shown. */
const LEFT_OUT = `[left out: more than ${ANSWER_DEPTH_LIMIT} levels deep]`;

/** Whether lists and objects stand inside each other deeper than anything is read here (threat D1). */
export function isTooDeep(value: unknown, levels = DEPTH_LIMIT): boolean {
  if (!isObject(value)) return false;
  if (levels === 0) return true;
  // Every answer goes through here: with a list of each object's members it takes nine times as long.
  for (const name in value) {
    const member: unknown = Reflect.get(value, name);
    if (isObject(member) && isTooDeep(member, levels - 1)) return true;
  }
  return false;
}

/** A number that is kept as it was written is none. */
function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof ExactNumber);
}

/**
 * Whether a number in it is larger than JSON keeps exactly, a whole one beyond 2^53 or any beyond 1e308: written back it would
 * be another, or none.
 */
export function hasInexactNumber(value: unknown): boolean {
  if (typeof value === "number")
    return Number.isInteger(value) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
  if (Array.isArray(value)) return value.some(hasInexactNumber);
  return isRecord(value) && Object.values(value).some(hasInexactNumber);
}

/** The value as far down as it can be shown, and words in place of what lies deeper (threat D1). */
export function withoutDepths(value: unknown): unknown {
  return isTooDeep(value, ANSWER_DEPTH_LIMIT) ? cut(value, ANSWER_DEPTH_LIMIT) : value;
}

function cut(value: unknown, levels: number): unknown {
  if (!isObject(value)) return value;
  if (levels === 0) return LEFT_OUT;
  if (Array.isArray(value)) return value.map((item) => cut(item, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cut(member, levels - 1)]));
}
