/**
 * A sign-in that was refused for its address: Kratos v1.3.1 answers a code that is asked for without one, or for one that it
 * does not know, with a field that is hidden, which nobody could fill in or put right.
 * @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/strategy/code/strategy_login.go HandleLoginError
 */

import type { KratosFlow, KratosNode } from "@/lib/self-service/kratos-flow";
import { FIRST_SCREEN, IDENTIFIER_LABEL, UNKNOWN_ACCOUNT } from "@/lib/self-service/kratos-names";

const LABEL = { id: IDENTIFIER_LABEL, text: "ID", type: "info" } as const;

/** The flow with a hidden identifier, empty or unknown, as the field that it was before; any other as it is. */
export function withAskedIdentifier(flow: KratosFlow): KratosFlow {
  const { ui } = flow;
  const isUnknown = ui.messages.some(({ id = 0 }) => UNKNOWN_ACCOUNT.includes(id));
  const isAsked = (node: KratosNode | undefined): node is KratosNode =>
    isHiddenIdentifier(node) && (isEmpty(node) || (isUnknown && node.group !== FIRST_SCREEN));
  if (!ui.nodes.some(isAsked)) return flow;
  return { ...flow, ui: { ...ui, nodes: ui.nodes.map((node) => (isAsked(node) ? toField(node) : node)) } };
}

function isHiddenIdentifier(node: KratosNode | undefined): node is KratosNode {
  return node?.attributes.name === "identifier" && node.attributes.type === "hidden";
}

function isEmpty({ attributes: { value } }: KratosNode): boolean {
  return typeof value !== "string" || value === "";
}

function toField({ attributes, meta, ...node }: KratosNode): KratosNode {
  return {
    ...node,
    attributes: { ...attributes, type: "text", required: true, autocomplete: "username" },
    meta: { label: meta.label ?? LABEL },
  };
}
