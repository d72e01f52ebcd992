/**
 * A sign-in that was refused for want of an address: Kratos v1.3.1 answers a code that is asked for without one with a field
 * that is hidden and empty, which nobody could fill in.
 * @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/strategy/code/strategy_login.go HandleLoginError
 */

import type { KratosFlow, KratosNode } from "@/lib/self-service/kratos-flow";
import { IDENTIFIER_LABEL } from "@/lib/self-service/kratos-names";

const LABEL = { id: IDENTIFIER_LABEL, text: "ID", type: "info" } as const;

/** The flow with a hidden and empty identifier as the field that it was before; any other as it is. */
export function withAskedIdentifier(flow: KratosFlow): KratosFlow {
  const { ui } = flow;
  if (!ui.nodes.some(isUnfillable)) return flow;
  return {
    ...flow,
    ui: { ...ui, nodes: ui.nodes.map((node) => (isUnfillable(node) ? toField(node) : node)) },
  };
}

function isUnfillable(node: KratosNode | undefined): node is KratosNode {
  const { name, type, value } = node?.attributes ?? {};
  return name === "identifier" && type === "hidden" && (typeof value !== "string" || value === "");
}

function toField({ attributes, meta, ...node }: KratosNode): KratosNode {
  return {
    ...node,
    attributes: { ...attributes, type: "text", required: true, autocomplete: "username" },
    meta: { label: meta.label ?? LABEL },
  };
}
