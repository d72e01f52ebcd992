/**
 * Types a `login_hint` into a flow's empty identifier fields: the app's guess, the person's to change. What Kratos has of it in
 * ASCII stands there as it was typed.
 */

import { toAsciiAddress } from "@/lib/ascii-address";
import type { FieldNode, ListNode, NodeView } from "@/lib/self-service/node-kinds";
import { toAddressNames } from "@/lib/self-service/schema/identifiers";
import type { FlowView } from "@/lib/self-service/view";

/** Longest hint that is shown, in characters; longer ones are no addresses. */
const HINT_LIMIT = 320;

const IDENTIFIER_NAMES: readonly string[] = ["identifier", "traits.email", "email", "recovery_address"];

/** @param identitySchema names the traits that are addresses to sign in with */
export function withIdentifier(view: FlowView, identifier: string, identitySchema?: unknown): FlowView {
  if (identifier.length > HINT_LIMIT) return view;
  const names = [...IDENTIFIER_NAMES, ...toAddressNames(identitySchema)];
  const replaced: FieldNode["value"][] = ["", toAsciiAddress(identifier)];
  const fill = (node: NodeView): NodeView => {
    if (node.kind === "list") return withFirst(node, identifier);
    if (node.kind !== "field" || !names.includes(node.name)) return node;
    return replaced.includes(node.value) && fits(node, identifier) ? { ...node, value: identifier } : node;
  };
  return { ...view, forms: view.forms.map((form) => ({ ...form, nodes: form.nodes.map(fill) })) };
}

/** A user name or a phone number is no e-mail address, and neither of the others is a phone number. */
function fits({ type }: FieldNode, identifier: string): boolean {
  if (type === "tel") return /^[+\d][^@]*$/.test(identifier);
  return type !== "email" || identifier.includes("@");
}

/** An empty list of addresses begins with it. */
function withFirst(list: ListNode, identifier: string): ListNode {
  const [first] = list.items;
  const isEmpty =
    list.items.length === 1 && first?.kind === "field" && first.type === "email" && first.value === "";
  return isEmpty && fits(first, identifier) ? { ...list, items: [{ ...first, value: identifier }] } : list;
}
