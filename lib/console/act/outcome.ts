/** What is known of a write that failed: refused, never sent, or perhaps done (threat C24). */

import { OryError } from "../../ory/error";
import type { FailedResult } from "../trail/entry";
import { ActRefused } from "./act-definition";

/** System codes of a connection that was never made: nothing can have been done. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "EHOSTUNREACH",
]);

const TOO_MANY = 429;

export function toResult(error: unknown): FailedResult {
  if (error instanceof ActRefused) return "refused";
  if (!(error instanceof OryError)) return "unknown";
  if (error.kind === "status" && error.status >= 400 && error.status < 500)
    return error.status === TOO_MANY ? "not-done" : "refused";
  if (error.kind === "busy") return "not-done";
  if (error.kind === "unreachable" && NEVER_SENT.has(codeOf(error.cause))) return "not-done";
  return "unknown";
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
}
