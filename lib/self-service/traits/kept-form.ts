/** Turns a form that would lose something into one that only shows what there is. */

import type { FlowContext } from "@/lib/self-service/flow-context";
import { isAction, isControl } from "@/lib/self-service/forms/actions";
import type { NodeView } from "@/lib/self-service/node-kinds";
import type { FormView } from "@/lib/self-service/view";

/** The form without anything to change or send, its values as text. */
export function toKeptForm(form: FormView, options: FlowContext): FormView {
  const { t, links } = options;
  const nodes = form.nodes.filter((node) => node.kind !== "hidden" && !isAction(node));
  const help: NodeView[] = links?.help
    ? [
        {
          kind: "link",
          group: form.group,
          messages: [],
          id: "help",
          label: t("settings.profile.askFor"),
          href: links.help,
        },
      ]
    : [];
  return {
    ...form,
    lead: t("settings.profile.locked"),
    nodes: [...nodes.flatMap((node) => (isControl(node) ? toKept(node) : [node])), ...help],
  };
}

function toKept(node: NodeView): NodeView[] {
  if (!("name" in node) || !("label" in node)) return [node];
  const { group, messages, name, label } = node;
  const lines = toLines(node);
  return lines.length > 0 && label !== undefined
    ? [{ kind: "kept", group, messages, name, label, lines }]
    : [];
}

function toLines(node: NodeView): string[] {
  switch (node.kind) {
    case "field":
      return node.value === "" ? [] : [node.value];
    case "select":
      return node.options.flatMap(({ value, label }) =>
        value !== "" && value === node.value ? [label] : [],
      );
    case "checkbox":
      return node.checked ? ["✓"] : [];
    case "list":
      return node.items.flatMap(toLines);
    case "choices":
      return node.options.flatMap(({ label, checked }) => (checked ? [label] : []));
    default:
      return [];
  }
}
