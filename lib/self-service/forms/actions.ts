/** Orders a form's nodes and decides which of its buttons is the main one, the one that Enter presses. */

import type { NodeView, SubmitNode, TriggerNode } from "@/lib/self-service/node-kinds";

type Action = SubmitNode | TriggerNode;

/** Loudest first; a form's first submit is what Enter presses, so the main one leads. */
const ROLE_ORDER: readonly SubmitNode["role"][] = ["primary", "secondary", "quiet", "danger"];

/** Names that say "this is the step's purpose", most telling first. */
const MAIN_NAMES: readonly string[] = ["lookup_secret_confirm", "method", "lookup_secret_reveal"];

export function isAction(node: NodeView): node is Action {
  return node.kind === "submit" || node.kind === "trigger";
}

/** A control that a person fills in. */
export function isControl(node: NodeView): boolean {
  return CONTROLS.includes(node.kind);
}

const CONTROLS: readonly NodeView["kind"][] = ["field", "checkbox", "select", "list", "choices"];

/**
 * A form's nodes with at most one main button: Kratos' order for everything else, then the buttons by weight.
 * HTML's implicit submission presses the first submit of the form, so the main one comes first among them.
 * @param role weight of the main button: `primary` on the page's first form, `secondary` on alternatives
 * @see https://html.spec.whatwg.org/#implicit-submission
 */
export function toOrderedNodes(nodes: readonly NodeView[], role: "primary" | "secondary"): NodeView[] {
  const main = findMain(nodes);
  const actions = nodes.filter(isAction).map((node): Action => (node === main ? { ...node, role } : node));
  const isMain = (node: Action) => main !== undefined && node.name === main.name && node.value === main.value;
  const rank = (node: Action) => (isMain(node) ? -1 : ROLE_ORDER.indexOf(node.role));
  return [
    ...withEnterKeys(nodes.filter((node) => !isAction(node))),
    ...actions.sort((a, b) => rank(a) - rank(b)),
  ];
}

/** The button that the step is for. Buttons of one name (addresses, providers) are a choice among equals. */
function findMain(nodes: readonly NodeView[]): Action | undefined {
  const hasControls = nodes.some(isControl);
  const submits = nodes.filter(
    (node): node is SubmitNode =>
      node.kind === "submit" && node.role === "secondary" && (node.provider === undefined || hasControls),
  );
  const isChoice =
    submits.length > 1 && !hasControls && submits.every((node) => node.name === submits[0]?.name);
  if (isChoice) return undefined;
  for (const name of MAIN_NAMES) {
    const named = submits.find((node) => node.name === name);
    if (named) return named;
  }
  return submits[0] ?? nodes.find((node): node is TriggerNode => node.kind === "trigger");
}

/** Phones label their enter key: on to the next field, or go. */
function withEnterKeys(nodes: readonly NodeView[]): NodeView[] {
  const last = nodes.findLastIndex((node) => node.kind === "field" || node.kind === "select");
  return nodes.map((node, index) =>
    node.kind === "field" ? { ...node, enterkeyhint: index === last ? "go" : "next" } : node,
  );
}
