/**
 * A verification of a phone number that begins behind a registration, a sign-in or a change of settings: newer servers name its
 * button for another code after the channel, and take an address by one name alone, whichever channel it is of.
 * @see https://github.com/ory/kratos/blob/v26.2.0/selfservice/hook/verification.go
 * @see https://github.com/ory/kratos/blob/v26.2.0/selfservice/strategy/code/strategy_verification.go
 */

import type { KratosFlow, KratosNode } from "@/lib/self-service/kratos-flow";

const CHANNEL = "sms";

/** What Kratos reads. */
const ADDRESS = "email";

/** v26.2.0 looks for a phone number among e-mail addresses, and makes the code void that was sent; versions that do not, say this. */
const TAKES_PHONES = "one-time-code";

/** The flow with that button as Kratos takes it, or without it where it takes none. */
export function withPhoneResend(flow: KratosFlow): KratosFlow {
  const { ui } = flow;
  if (!ui.nodes.some(isPhoneResend)) return flow;
  const takesPhones = ui.nodes.some((node) => node?.attributes.autocomplete === TAKES_PHONES);
  const nodes = takesPhones
    ? ui.nodes.map((node) => (isPhoneResend(node) ? toAddressNode(node) : node))
    : ui.nodes.filter((node) => !isPhoneResend(node));
  return { ...flow, ui: { ...ui, nodes } };
}

function isPhoneResend(node: KratosNode | undefined): node is KratosNode {
  return node?.attributes.name === CHANNEL && node.attributes.type === "submit";
}

function toAddressNode({ attributes, ...node }: KratosNode): KratosNode {
  return { ...node, attributes: { ...attributes, name: ADDRESS } };
}
