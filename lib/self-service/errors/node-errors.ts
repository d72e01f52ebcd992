/** Collects what is wrong with a flow's fields: each error once, named in words, with the way to its field. */

import { isControl } from "@/lib/self-service/forms/actions";
import type { MessageView } from "@/lib/self-service/message-view";
import type { ListNode, NodeView, SubmitNode } from "@/lib/self-service/node-kinds";
import type { Stray } from "@/lib/self-service/traits/arrange";
import type { FlowErrorView, FormView } from "@/lib/self-service/view";

/** Each field error once, at the form of the method that was tried, else at the first form that has the field. */
export function toErrors(forms: readonly FormView[], active: string | undefined): FlowErrorView[] {
  const tried = forms.filter((form) => form.group === active);
  const seen = new Set<string>();
  const errors: FlowErrorView[] = [];
  for (const form of [...tried, ...forms]) {
    for (const node of form.nodes.some(isList) ? form.nodes.flatMap(toParts) : form.nodes) {
      for (const message of node.messages) {
        const name = toKey(node);
        const key = `${name}\n${message.id}\n${message.text}`;
        if (!isError(message) || seen.has(key)) continue;
        seen.add(key);
        const label = ("label" in node ? node.label : undefined) ?? name;
        errors.push({ name, label, message, form: form.testId });
      }
    }
  }
  return errors;
}

/**
 * Errors about what is not on the page (a web hook's, about a trait of the step before): they lead to the control that
 * is closest, a member of the object or the list, else back to the step that has it.
 */
export function toStrayErrors(strays: readonly Stray[], forms: readonly FormView[]): FlowErrorView[] {
  const way = findWayBack(forms);
  return strays.flatMap(({ name, label, messages }) =>
    messages.filter(isError).map((message) => {
      const near = findNear(name, forms);
      return near
        ? { ...near, label, message, isOnlyHere: true as const }
        : { name, label, message, form: "", way };
    }),
  );
}

/** What was said, but is no error, about something that is not on the page. */
export function toStrayMessages(strays: readonly Stray[]): MessageView[] {
  return strays.flatMap(({ messages }) => messages.filter((message) => !isError(message)));
}

function isError({ tone }: MessageView): boolean {
  return tone === "error";
}

function isList(node: NodeView): node is ListNode {
  return node.kind === "list";
}

/** The control itself, and the items of a list. */
function toParts(node: NodeView): NodeView[] {
  return isList(node) ? [node, ...node.items] : [node];
}

function toKey(node: NodeView): string {
  if ("key" in node && node.key) return node.key;
  return "name" in node ? node.name : "id" in node ? node.id : "";
}

function findNear(
  name: string,
  forms: readonly FormView[],
): Pick<FlowErrorView, "name" | "form"> | undefined {
  for (const form of forms) {
    const parts = form.nodes.flatMap(toParts).filter((node) => isControl(node) || node.kind === "kept");
    const near =
      parts.find((node) => toKey(node) === name) ??
      parts.find((node) => toKey(node).startsWith(`${name}.`)) ??
      parts.find((node) => node.kind !== "field" && name.startsWith(`${toKey(node)}.`));
    if (near) return { name: toKey(near), form: form.testId };
  }
  return undefined;
}

/** The button between the steps of a registration. */
function findWayBack(forms: readonly FormView[]): NonNullable<FlowErrorView["way"]> {
  for (const form of forms) {
    const button = form.nodes.find(
      (node): node is SubmitNode =>
        node.kind === "submit" && node.name === "screen" && node.value === "previous",
    );
    if (button) return { form: form.testId, button };
  }
  return "none";
}
