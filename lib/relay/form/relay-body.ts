/** Refuses a form for Kratos whose shape no flow has: Kratos answers such a one with a fault of its own (threat D2). */

import { isRecord, read } from "@/lib/json";
import { requireFewFields } from "@/lib/web/bounds";
import { HttpError } from "@/lib/web/http-error";

/** Deepest that a form's JSON is nested; traits have a few levels. */
const DEPTH_LIMIT = 64;

/** Most values of a form's JSON: more than any form has fields, lists of addresses included. */
const VALUE_LIMIT = 5000;

/**
 * Looks at a body that is passed on unchanged.
 * @throws HttpError 413 for more fields than any form has, 400 for JSON that is no form: no object, `method` no text,
 *   `traits` no object, nested without end
 */
export function requireFlowForm(contentType: string | null, body: Uint8Array): void {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") requireFewFields(new TextDecoder("latin1").decode(body));
  if (type !== "application/json") return;
  requireSmallJson(body);
  if (!isFlowForm(parse(body))) throw new HttpError(400, "bad-request");
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

function isFlowForm(form: unknown): boolean {
  const [method, traits] = [read(form, "method") ?? "", read(form, "traits") ?? {}];
  return isRecord(form) && typeof method === "string" && isRecord(traits);
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
