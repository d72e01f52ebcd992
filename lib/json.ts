/** Reads values of any shape without throwing: own keys only, so that names such as `__proto__` are harmless (threat V2). */

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
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own property of anything, else `undefined`. */
export function read(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
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
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}
