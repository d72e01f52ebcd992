/** Reads the fields of a form in every way of writing that Kratos takes, and refuses what two parsers may read differently. */

import { type Json, parseJson } from "@/lib/json";
import { HttpError } from "@/lib/web/http-error";
import type { FlowBody } from "./relay-body";

/** A name and its value as text; what a value of JSON is beside a text, a number or a truth value. */
export type FormField = [name: string, value: string, json?: object];

/** More values than any field has; each costs work. */
const FIELD_LIMIT = 1000;

/** Levels of objects and lists; whatever writes JSON again needs stack for each. */
const DEPTH_LIMIT = 32;

/** @throws HttpError 400 for JSON that names something twice, 413 for too much of it */
export function readFields({ text, json, fields }: FlowBody): FormField[] {
  return json ? readJson(text, json) : [...(fields ?? [])];
}

/** A text, number or truth value, and the names that lead to it within its field; places in lists have none. */
export interface FieldText {
  text: string;
  path: readonly string[];
}

/**
 * Every text and number in a value: the value itself, or what lies in JSON that it holds.
 * @throws HttpError 400 for JSON that names something twice, 413 for more of it than any form has
 */
export function toFieldTexts([, value, known]: FormField): FieldText[] {
  const json = known ?? parseJson(value);
  if (typeof json !== "object" || json === null) return [{ text: value, path: [] }];
  if (known === undefined) requireUniqueNames(value, json);
  return walk(json).leaves;
}

/**
 * What of a name is compared: more than twice the longest that means something. To normalise accents without end takes time
 * that grows with the square of their number (threat D1).
 */
const COMPARED_CHARACTERS = 64;

/** Names as Kratos' decoders compare them; some ignore case. A long one is cut. */
export function toFieldName(name: string): string {
  return name.slice(0, COMPARED_CHARACTERS).normalize("NFKC").toLowerCase();
}

function readJson(text: string, json: Json): FormField[] {
  requireUniqueNames(text, json);
  return Object.entries(json).map(([name, value]) =>
    typeof value === "object" && value !== null
      ? [name, JSON.stringify(value), value]
      : [name, toText(value)],
  );
}

/** @throws HttpError 400: a name that stands twice in an object is read as the first by one parser, as the last by another. */
export function requireUniqueNames(text: string, json: object): void {
  let written = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) written += colon === undefined ? 0 : 1;
  if (written !== walk(json).names) throw new HttpError(400, "duplicate-parameter");
}

/** What lies in a JSON value, without recursion. @throws HttpError 413 for more, or deeper, than any form has */
function walk(json: object): { names: number; leaves: FieldText[] } {
  let names = 0;
  const leaves: FieldText[] = [];
  const waiting: { value: unknown; depth: number; path: string[] }[] = [{ value: json, depth: 0, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth, path } = next;
    if (leaves.length > FIELD_LIMIT || depth > DEPTH_LIMIT) throw new HttpError(413, "too-large");
    if (typeof value !== "object" || value === null) {
      leaves.push({ text: toText(value), path });
      continue;
    }
    const isList = Array.isArray(value);
    const members = Object.entries(value);
    if (!isList) names += members.length;
    for (const [name, member] of members)
      waiting.push({ value: member, depth: depth + 1, path: isList ? path : [...path, name] });
  }
  return { names, leaves };
}

function toText(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}
