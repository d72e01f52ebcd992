/** Tells an answer of Kratos', or of a proxy before it, that is none, and makes an error of it. */

import { parseJson, readPath } from "@/lib/json";
import { OryError } from "@/lib/ory/error";
import { toHeaderValues } from "@/lib/ory/exchange";
import { toSeconds } from "@/lib/ory/retry-after";
import type { UpstreamAnswer } from "@/lib/ory/transport";
import { toHookRefusal } from "@/lib/self-service/errors/hook-refusal";
import type { FlowBody } from "./form/relay-body";

/** Statuses that say nothing about the flow: Kratos, or a proxy before it, cannot answer now. */
export function isFailure(status: number): boolean {
  return status >= 500 || status === 429;
}

/** The same, but for a flow that a web hook does not let begin, which Kratos answers with a 500. */
export function isFault({ method }: Request, { status, body }: UpstreamAnswer): boolean {
  return isFailure(status) && !(method === "GET" && toHookRefusal(parseJson(body.toString())));
}

/** Go's words for a text that is no JSON (`encoding/json`, `SyntaxError`). */
const NO_JSON = /^(invalid character |unexpected end of JSON input$)/;

/**
 * Whether Kratos could not read a form, which it says of a form's fields by a 400 and of the same in JSON by a 500 (threat D2): it
 * writes the text of what its schemas call an object, as `traits.name`, into its own JSON as it stands (`decodeJSONForm` in ory/x).
 */
export function isUnreadable(form: FlowBody | undefined, { status, body }: UpstreamAnswer): boolean {
  const message = readPath(parseJson(body.toString()), "error", "message");
  return form?.json !== undefined && status === 500 && typeof message === "string" && NO_JSON.test(message);
}

export function toUpstreamFault({ status, headers }: UpstreamAnswer): OryError {
  const retryAfter = toSeconds(toHeaderValues(headers["retry-after"])[0] ?? null);
  return new OryError({ upstream: "kratos", operation: "relay", kind: "status", status, retryAfter });
}
