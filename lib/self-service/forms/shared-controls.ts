/** Asks for the same thing once: ways to go on that differ in their button alone stand in one form (ADR 21). */

import type { NodeView } from "@/lib/self-service/node-kinds";
import type { FormView } from "@/lib/self-service/view";
import { isControl } from "./actions";

/**
 * The first form with the buttons of every other that asks for nothing more. Their buttons skip the browser's own checks:
 * they need no password, and Kratos says what is missing.
 */
export function withSharedControls(forms: readonly FormView[]): FormView[] {
  const [home, ...others] = forms;
  if (!home?.nodes.some(isControl)) return [...forms];
  const asking = others.filter((form) => form.action === home.action && asksInForm(form));
  if (asking.length === 0) return [...forms];
  const known = new Set(home.nodes.map(toKey));
  const joining = asking.filter((form) => isWayOf(form, known));
  return [
    { ...home, nodes: [...home.nodes, ...joining.flatMap(toWay)] },
    ...others.filter((form) => !joining.includes(form)),
  ];
}

function asksInForm({ nodes, needsScript }: FormView): boolean {
  return !needsScript && nodes.some(isControl);
}

/** It asks for nothing that the other does not ask for or send along. */
function isWayOf({ nodes }: FormView, known: ReadonlySet<string>): boolean {
  return nodes.every((node) => node.kind === "submit" || known.has(toKey(node)));
}

function toWay({ group, testId, heading, nodes }: FormView): NodeView[] {
  const way: NodeView = { kind: "way", group, messages: [], testId, ...(heading && { heading }) };
  const buttons = nodes.flatMap((node) =>
    node.kind === "submit" ? [{ ...node, formNoValidate: true }] : [],
  );
  return [way, ...buttons];
}

/** A field of the same name that Kratos names in another group is another field. */
function toKey(node: NodeView): string {
  const name = "name" in node ? node.name : "id" in node ? node.id : "";
  const value = node.kind === "hidden" ? node.value : "";
  return `${node.kind} ${node.group.length} ${name.length} ${node.group} ${name} ${value}`;
}
