/** Reads a form for Kratos, and refuses one whose shape no flow has: Kratos answers such a one with a fault (threat D2). */

import { isRecord, type Json, parseJson, read } from "@/lib/json";
import { requireFewFields } from "@/lib/web/bounds";
import { toMediaType } from "@/lib/web/header-text";
import { HttpError } from "@/lib/web/http-error";

/** Deepest that a form's JSON is nested; traits have a few levels. */
const DEPTH_LIMIT = 64;

/** Most values of a form's JSON: more than any form has fields, lists of addresses included. */
const VALUE_LIMIT = 5000;

/** With a byte order mark, which is part of the first name to Kratos, and would be none here. */
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Before the first field: what is no part of its name here (`URLSearchParams`), or is not seen in it. */
const LEADING = /^[?\ufeff]/;

/** A body that is passed on unchanged, read once for all who look at it. */
export interface FlowBody {
  /** The content type without its parameters, in lower case; empty without one. */
  type: string;
  text: string;
  /** What the text is where the type is JSON. */
  json?: Json;
}

/**
 * @throws HttpError 413 for more fields than any form has, 400 for one whose first name Kratos reads as another, and for JSON
 *   that is no form: no object, `method` no text, `traits` no object, nested without end
 */
export function parseFlowForm(contentType: string | null, body: Uint8Array): FlowBody {
  const type = toMediaType(contentType);
  if (type === "application/json") requireSmallJson(body);
  const text = utf8.decode(body);
  if (LEADING.test(text)) throw new HttpError(400, "bad-request");
  if (type === "application/x-www-form-urlencoded") requireFewFields(text);
  if (type !== "application/json") return { type, text };
  const json = parseJson(text);
  if (!isFlowForm(json)) throw new HttpError(400, "bad-request");
  return { type, text, json };
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
