/** What a flow says about its own making: whether that sent something, and what it was made for. */

import { readString } from "@/lib/json";
import type { KratosFlow } from "./flow-context";

/** Kratos' `state` once a message is on its way. v1.3 says `sent_email` for SMS too. */
const SENT = /^sent_/;

/**
 * Whether making the flow has sent a message: newer servers send a second factor's code to somebody's only address at
 * once. Such a flow is shown at its own address, since making another would send another.
 */
export function hasSentAtOnce(flow: KratosFlow): boolean {
  return SENT.test(readString(flow, "state") ?? "");
}

/** What an address names the flow by. The schema stands there too: a flow made in its place, once it expired, has it. */
export function toFlowQuery(flow: KratosFlow): {
  flow: string | undefined;
  identity_schema: string | undefined;
} {
  return { flow: readString(flow, "id"), identity_schema: toNamedSchema(flow) };
}

/** The identity schema that was asked for; servers older than v25.4 name none. */
export function toNamedSchema(flow: KratosFlow): string | undefined {
  return readString(flow, "identity_schema");
}
