/** Tells that an operator's web hook, asked before a flow begins, refused it (`before.hooks`, `can_interrupt`). */

import { type KratosMessage, readKratosMessages } from "@/lib/i18n/kratos-message";
import { read, readString } from "@/lib/json";

/** All that v1.3.1 says of it: the hook's own words are not in the answer, and the status is a fault's. */
const REFUSED = /^\d+ validation errors? occurred:\n(?:.*\n)*?.*\ba webhook target returned an error$/;

export interface HookRefusal {
  /** The hook's own words, where Kratos passes them on. */
  said: KratosMessage[];
}

/**
 * @param body Kratos' refusal of a new flow, or the error that it keeps of one. A refused login is two JSON documents in one
 *   answer, that there is no such flow and the flow with the hook's words, which are one here (lib/ory/sdk.ts).
 * @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/flow/login/handler.go
 */
export function toHookRefusal(body: unknown): HookRefusal | undefined {
  const error = read(body, "error");
  if (error === undefined) return undefined;
  const said = readKratosMessages(read(body, "ui"), "messages").filter(({ type }) => type === "error");
  if (said.length > 0) return { said };
  return REFUSED.test(readString(error, "message") ?? "") ? { said: [] } : undefined;
}
