/** Refuses a form for Kratos whose shape no flow has: Kratos answers such a one with a fault of its own (threat D2). */

import { isRecord, read } from "../flow/json";
import { requireFewFields } from "./bounds";
import { HttpError } from "./http-error";

/** Deepest that a form's JSON is nested; traits have a few levels. */
const DEPTH_LIMIT = 64;

/**
 * Looks at a body that is passed on unchanged.
 * @throws HttpError 413 for more fields than any form has, 400 for JSON that is no form: no object, `method` no text,
 *   `traits` no object, nested without end
 */
export function requireFlowForm(contentType: string | null, body: Uint8Array): void {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") requireFewFields(new TextDecoder("latin1").decode(body));
  if (type === "application/json" && !isFlowForm(parse(body))) throw new HttpError(400, "bad-request");
}

function isFlowForm(form: unknown): boolean {
  const [method, traits] = [read(form, "method") ?? "", read(form, "traits") ?? {}];
  return isRecord(form) && typeof method === "string" && isRecord(traits) && isShallow(form, DEPTH_LIMIT);
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1));
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
