/** Draws a form again with what was typed into it: a list with an item more or less, without the script. */

import { SECRET_FIELDS } from "@/lib/self-service/method-facts";
import type { FieldNode, ListNode, NodeView, SelectNode } from "@/lib/self-service/node-kinds";
import { isTraitName } from "@/lib/self-service/schema/trait-name";
import { DRAWN_FIELD, parseDrawn } from "@/lib/self-service/traits/drawn";
import type { FlowView } from "@/lib/self-service/view";

/** Name of the buttons that change a list: `add traits.emails`, `remove 1 traits.emails`. */
export const CHANGE_LIST = "foyer_list";

export interface Change {
  list: string;
  /** Place of the item that goes, from 0; absent when one comes. */
  removed?: number;
}

/** What the pressed button asks for; `undefined` for a form that was sent by another. */
export function toChange(form: URLSearchParams): Change | undefined {
  const pressed = form.get(CHANGE_LIST) ?? "";
  const added = /^add (.+)$/s.exec(pressed)?.[1];
  if (added) return { list: added };
  const [, place, list] = /^remove (\d{1,5}) (.+)$/s.exec(pressed) ?? [];
  return list ? { list, removed: Number(place) } : undefined;
}

/**
 * The view with the form's values in its controls, wherever one of the name stands. Passwords and codes are not written
 * into a page (threat F14).
 */
export function withTyped(view: FlowView, form: URLSearchParams, change: Change): FlowView {
  return mapNodes(view, (node) => fill(node, form, change));
}

/**
 * The view with what was typed into the form that this one takes the place of; no other control changes. Kratos leads there from a
 * form of whoever was signed in before, too: what they typed is none of this account's.
 */
export function withTypedForm(view: FlowView, form: URLSearchParams): FlowView {
  if (toAccount(form.get(DRAWN_FIELD)) !== toAccount(findNote(view))) return view;
  const names = new Set(form.keys());
  return mapNodes(view, (node) => {
    const isAbsent =
      "name" in node && isTraitName(node.name) && (node.kind === "checkbox" || node.kind === "choices");
    return "name" in node && (names.has(node.name) || isAbsent) ? fill(node, form) : node;
  });
}

function toAccount(note: string | null | undefined): string | undefined {
  return note ? parseDrawn(note)?.account : undefined;
}

function findNote(view: FlowView): string | undefined {
  for (const node of view.forms.flatMap(({ nodes }) => nodes))
    if (node.kind === "hidden" && node.name === DRAWN_FIELD) return node.value;
  return undefined;
}

/** The view with typed items in the lists and boxes that have none: Kratos' flow does not keep those of a refused form. */
export function withTypedLists(view: FlowView, form: URLSearchParams): FlowView {
  return mapNodes(view, (node) => {
    const isEmpty =
      (node.kind === "list" && node.items.every(({ value }) => value === "")) ||
      (node.kind === "choices" && !node.options.some(({ checked }) => checked));
    return isEmpty && form.has(node.name) ? fill(node, form) : node;
  });
}

function mapNodes(view: FlowView, change: (node: NodeView) => NodeView): FlowView {
  return { ...view, forms: view.forms.map((form) => ({ ...form, nodes: form.nodes.map(change) })) };
}

function fill(node: NodeView, form: URLSearchParams, change?: Change): NodeView {
  if (!("name" in node) || SECRET_FIELDS.includes(node.name)) return node;
  const values = form.getAll(node.name);
  switch (node.kind) {
    case "field":
    case "select":
      return values.length > 0 && !isSecret(node) ? { ...node, value: values[0] ?? "" } : node;
    case "checkbox":
      return node.disabled ? node : { ...node, checked: values.includes(node.value) };
    case "choices":
      return node.disabled
        ? node
        : { ...node, options: node.options.map((one) => ({ ...one, checked: values.includes(one.value) })) };
    case "hidden":
      // What the account had when the form was first drawn: another tab may have changed it since.
      return node.name === DRAWN_FIELD ? { ...node, value: values[0] ?? node.value } : node;
    case "list":
      return withItems(node, values, change?.list === node.name ? change : undefined);
    default:
      return node;
  }
}

function isSecret(node: FieldNode | SelectNode): boolean {
  return node.kind === "field" && (node.type === "password" || node.isCode);
}

/** What is wrong with an item stays with it. */
function withItems(node: ListNode, values: readonly string[], change: Change | undefined): ListNode {
  const { blank, maximum, itemLabel, name } = node;
  if (!blank) return node;
  const typed = values.map((value, place) => ({ ...(node.items[place] ?? blank), value }));
  const kept = typed.filter((_, place) => place !== change?.removed);
  const isAdded = change !== undefined && change.removed === undefined && kept.length < (maximum ?? Infinity);
  const empty = { ...blank, value: "", ...(isAdded && { isFocused: true }) };
  const shown = isAdded || kept.length === 0 ? [...kept, empty] : kept;
  const numbered = [...shown, blank].map((item, place) => ({
    ...item,
    key: `${name}.${place}`,
    label: itemLabel.replace("{position}", String(place + 1)),
    required: place === 0 && node.required,
  }));
  return { ...node, items: numbered.slice(0, -1), blank: numbered.at(-1) ?? blank };
}
