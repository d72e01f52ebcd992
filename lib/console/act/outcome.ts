/** What is known of a write that failed: refused, never sent, or perhaps done (threat C24). */

import { OryError } from "../../ory/error";
import type { FailedResult } from "../trail/entry";
import { ActRefused } from "./act-definition";
import type { Receipt } from "./receipt";

type ReceiptStep = NonNullable<Receipt["steps"]>[number];

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

/** Of an act that tells what became of each of its steps: what did not work, or may not have, counts more than what did. */
export function toStepsResult(
  steps: readonly Pick<ReceiptStep, "result">[],
): "done" | "partly" | "not-done" | "unknown" {
  const has = (wanted: ReceiptStep["result"]) => steps.some(({ result }) => result === wanted);
  if (has("unknown")) return "unknown";
  if (!has("failed")) return "done";
  return has("done") ? "partly" : "not-done";
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
}
