/** Turns an account's traits into lines to read: values and lists of values, by their names from the outermost. */

import { ExactNumber } from "@/lib/exact-number";
import { isRecord } from "@/lib/json";

export interface TraitLine {
  /** `name.first`. */
  path: string;
  text: string;
}

/** More are read as JSON. */
const LINE_LIMIT = 20;

export function toTraitLines(traits: unknown): TraitLine[] {
  return toLines(traits, "").slice(0, LINE_LIMIT);
}

function toLines(value: unknown, path: string): TraitLine[] {
  if (isRecord(value))
    return Object.entries(value).flatMap(([name, member]) =>
      toLines(member, path ? `${path}.${name}` : name),
    );
  const text = Array.isArray(value) ? value.map(toLineText).filter(Boolean).join(", ") : toLineText(value);
  return path && text !== "" ? [{ path, text }] : [];
}

function toLineText(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value instanceof ExactNumber) return value.text;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
