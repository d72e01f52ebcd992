/** Types a `login_hint` into a flow's empty identifier fields: the app's guess, the person's to change. */

import type { FieldNode, ListNode, NodeView } from "@/lib/self-service/node-kinds";
import type { FlowView } from "@/lib/self-service/view";

/** Longest hint that is shown, in characters; longer ones are no addresses. */
const HINT_LIMIT = 320;

const IDENTIFIER_NAMES = new Set(["identifier", "traits.email", "email"]);

export function withIdentifier(view: FlowView, identifier: string): FlowView {
  if (identifier.length > HINT_LIMIT) return view;
  const fill = (node: NodeView): NodeView => {
    if (node.kind === "list") return withFirst(node, identifier);
    return node.kind === "field" &&
      IDENTIFIER_NAMES.has(node.name) &&
      node.value === "" &&
      fits(node, identifier)
      ? { ...node, value: identifier }
      : node;
  };
  return { ...view, forms: view.forms.map((form) => ({ ...form, nodes: form.nodes.map(fill) })) };
}

/** A user name or a phone number is no e-mail address. */
function fits({ type }: FieldNode, identifier: string): boolean {
  return type !== "email" || identifier.includes("@");
}

/** An empty list of addresses begins with it. */
function withFirst(list: ListNode, identifier: string): ListNode {
  const [first] = list.items;
  const isEmpty =
    list.items.length === 1 && first?.kind === "field" && first.type === "email" && first.value === "";
  return isEmpty && first ? { ...list, items: [{ ...first, value: identifier }] } : list;
}
