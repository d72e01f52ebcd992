/** Reads a form for Kratos, and refuses one whose shape no flow has: Kratos answers such a one with a fault (threat D2). */

import { isRecord, type Json, parseJson, read } from "@/lib/json";
import { requireFewFields, requireNoNul } from "@/lib/web/bounds";
import { FORM_TYPE, toMediaType } from "@/lib/web/header-text";
import { HttpError } from "@/lib/web/http-error";
import { requireWholeValues } from "./whole-values";

/** Deepest that a form's JSON is nested; traits have a few levels. */
const DEPTH_LIMIT = 64;

/** Most values of a form's JSON: more than any form has fields, lists of addresses included. */
const VALUE_LIMIT = 5000;

/** With a byte order mark, which is part of the first name to Kratos, and would be none here. */
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** Before the first field: what is no part of its name here (`URLSearchParams`), or is not seen in it. */
const LEADING = /^[?\ufeff]/;

const JSON_TYPE = "application/json";

/** A body that is passed on unchanged, read once for all who look at it. */
export interface FlowBody {
  /** The content type without its parameters, in lower case; empty without one. With a text it is JSON's or a form's. */
  type: string;
  text: string;
  /** What the text is where the type is JSON. */
  json?: Json;
  /** Its fields where the type is a form's; to be read, not changed. */
  fields?: URLSearchParams;
}

/**
 * @throws HttpError 413 for more fields than any form has, 400 for another type than a form's, for one whose first name Kratos
 *   reads as another, for what no database keeps, for a value that is several to Kratos, and for JSON that is no form: no object,
 *   `method` no text, `traits` no object, nested without end
 */
export function parseFlowForm(contentType: string | null, body: Uint8Array): FlowBody {
  const type = toMediaType(contentType);
  if (type === JSON_TYPE) requireSmallJson(body);
  const text = toText(() => utf8.decode(body));
  if (LEADING.test(text)) throw new HttpError(400, "bad-request");
  if (type === FORM_TYPE) {
    requireKeptForm(text);
    const fields = new URLSearchParams(text);
    requireKeptValues(fields);
    requireWholeValues(fields);
    return { type, text, fields };
  }
  if (type !== JSON_TYPE) {
    // What Kratos might find in it would be counted by nobody.
    if (text !== "") throw new HttpError(400, "bad-request");
    return { type, text };
  }
  if (NUL_IN_JSON.test(text)) throw new HttpError(400, "bad-request");
  const json = parseJson(text);
  if (!isFlowForm(json)) throw new HttpError(400, "bad-request");
  requireWholeValues(Object.entries(json));
  return { type, text, json };
}

/**
 * The type that Kratos is told, which is the one that the form was read by here. Kratos takes the header for a list, and a form
 * for JSON wherever that stands in it (`httpx.HasContentType` of ory/x): whom it is about would be counted by nobody (D4, D5).
 * @param contentType as the browser sent it; Kratos tells a script's form by one without parameters
 */
export function toSentType(contentType: string | null, { type }: FlowBody): string | undefined {
  if (type !== JSON_TYPE && type !== FORM_TYPE) return undefined;
  return contentType === type ? type : `${type}; charset=utf-8`;
}

/** U+0000 as JSON writes it: behind an even number of backslashes. */
const NUL_IN_JSON = /\0|(?<!\\)(?:\\\\)*\\u0000/;

/** What Kratos may read as JSON in a form, too. */
const JSON_FIELD = /^(traits|transient_payload)/;
const JSON_VALUE = /^\s*[{[]/;

/**
 * What Kratos' database can keep: letters that are some, in UTF-8, and no U+0000. It answers everything else with a fault.
 * @throws HttpError 400, or 413 for too many fields
 */
function requireKeptForm(text: string): void {
  requireFewFields(text);
  requireNoNul(text);
  toText(() => decodeURIComponent(text));
}

/** The same of JSON in a field. @throws HttpError 400 */
function requireKeptValues(fields: URLSearchParams): void {
  for (const [name, value] of fields)
    if (JSON_FIELD.test(name) && JSON_VALUE.test(value) && NUL_IN_JSON.test(value))
      throw new HttpError(400, "bad-request");
}

/** @throws HttpError 400 for bytes, or escapes of bytes, that are no UTF-8 */
function toText(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new HttpError(400, "bad-request");
  }
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** One look at the bytes: reading a million brackets or values as JSON would take a tenth of a second (threat D1). */
function requireSmallJson(body: Uint8Array): void {
  let [depth, values, isText] = [0, 1, false];
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) isText = !isText;
    else if (isText) continue;
    else if (byte === COMMA) values += 1;
    else if (OPENING.has(byte)) depth += 1;
    else if (CLOSING.has(byte)) depth -= 1;
    if (depth > DEPTH_LIMIT) throw new HttpError(400, "bad-request");
    if (values > VALUE_LIMIT) throw new HttpError(413, "too-large");
  }
}

function isFlowForm(form: unknown): form is Json {
  const [method, traits] = [read(form, "method") ?? "", read(form, "traits") ?? {}];
  return isRecord(form) && typeof method === "string" && isRecord(traits);
}
