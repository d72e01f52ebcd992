/** Tells an answer of Kratos', or of a proxy before it, that is none, and makes an error of it. */

import { parseJson } from "@/lib/json";
import { OryError } from "@/lib/ory/error";
import { toHeaderValues } from "@/lib/ory/exchange";
import { toSeconds } from "@/lib/ory/retry-after";
import type { UpstreamAnswer } from "@/lib/ory/transport";
import { toHookRefusal } from "@/lib/self-service/errors/hook-refusal";

/** Statuses that say nothing about the flow: Kratos, or a proxy before it, cannot answer now. */
export function isFailure(status: number): boolean {
  return status >= 500 || status === 429;
}

/** The same, but for a flow that a web hook does not let begin, which Kratos answers with a 500. */
export function isFault({ method }: Request, { status, body }: UpstreamAnswer): boolean {
  return isFailure(status) && !(method === "GET" && toHookRefusal(parseJson(body.toString())));
}

export function toUpstreamFault({ status, headers }: UpstreamAnswer): OryError {
  const retryAfter = toSeconds(toHeaderValues(headers["retry-after"])[0] ?? null);
  return new OryError({ upstream: "kratos", operation: "relay", kind: "status", status, retryAfter });
}
