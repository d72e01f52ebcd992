/**
 * A sign-in that was refused for want of an address: Kratos v1.3.1 answers a code that is asked for without one with a field
 * that is hidden and empty, which nobody could fill in.
 * @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/strategy/code/strategy_login.go HandleLoginError
 */

import { read, readList, readString, toRecord } from "@/lib/json";
import type { KratosFlow } from "@/lib/self-service/flow-context";
import { IDENTIFIER_LABEL } from "@/lib/self-service/kratos-names";

const LABEL = { id: IDENTIFIER_LABEL, text: "ID", type: "info" };

/** The flow with a hidden and empty identifier as the field that it was before; any other as it is. */
export function withAskedIdentifier(flow: KratosFlow): KratosFlow {
  const ui = toRecord(read(flow, "ui"));
  const nodes = readList(ui, "nodes");
  if (!nodes.some(isUnfillable)) return flow;
  return { ...flow, ui: { ...ui, nodes: nodes.map((node) => (isUnfillable(node) ? toField(node) : node)) } };
}

function isUnfillable(node: unknown): boolean {
  const attributes = read(node, "attributes");
  return (
    readString(attributes, "name") === "identifier" &&
    readString(attributes, "type") === "hidden" &&
    !readString(attributes, "value")
  );
}

function toField(node: unknown): object {
  const attributes = toRecord(read(node, "attributes"));
  const meta = toRecord(read(node, "meta"));
  return {
    ...toRecord(node),
    attributes: { ...attributes, type: "text", required: true, autocomplete: "username" },
    meta: { ...meta, label: read(meta, "label") ?? LABEL },
  };
}
