/** What a flow says about its own making: whether that sent something, and what it was made for. */

import type { KratosFlow } from "./kratos-flow";

/** Kratos' `state` once a message is on its way. v1.3 says `sent_email` for SMS too. */
const SENT = /^sent_/;

/**
 * Whether making the flow has sent a message: newer servers send a second factor's code to somebody's only address at
 * once. Such a flow is shown at its own address, since making another would send another.
 */
export function hasSentAtOnce({ state }: Pick<KratosFlow, "state">): boolean {
  return SENT.test(state ?? "");
}

/**
 * Whether the flow was made for what is asked for now: it leads to the same place, and proves the same address.
 * @param asked a destination, and the address that a code is to go to
 * @param origin of Foyer, to compare its paths with its addresses
 */
export function isMadeFor(
  flow: KratosFlow,
  asked: { returnTo?: string; via?: string },
  origin: string,
): boolean {
  const toAbsolute = (address: string | undefined) =>
    address && URL.canParse(address, origin) ? new URL(address, origin).href : undefined;
  const isSamePlace = toAbsolute(flow.return_to) === toAbsolute(asked.returnTo);
  return isSamePlace && toVia(flow) === asked.via;
}

function toVia(flow: KratosFlow): string | undefined {
  const url = flow.request_url ?? "";
  return URL.canParse(url) ? (new URL(url).searchParams.get("via") ?? undefined) : undefined;
}

/** What an address names the flow by. The schema stands there too: a flow made in its place, once it expired, has it. */
export function toFlowQuery(flow: KratosFlow): {
  flow: string | undefined;
  identity_schema: string | undefined;
} {
  return { flow: flow.id, identity_schema: toNamedSchema(flow) };
}

/** The identity schema that was asked for; servers older than v25.4 name none. */
export function toNamedSchema(flow: KratosFlow): string | undefined {
  return flow.identity_schema;
}
