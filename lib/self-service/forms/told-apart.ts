/** Buttons that read alike, told apart for who hears them one by one: "Save: Password". */

import type { NodeView } from "@/lib/self-service/node-kinds";
import type { FormView } from "@/lib/self-service/view";

/** Each button whose label another has says its section, too. */
export function withToldApart(forms: readonly FormView[]): FormView[] {
  const labels = forms.flatMap(({ nodes }) => nodes.flatMap(toLabel));
  const isShared = (label: string) => labels.indexOf(label) !== labels.lastIndexOf(label);
  let section: string | undefined;
  return forms.map((form) => {
    section = form.heading ?? section;
    const nodes = form.nodes.map((node) =>
      section && isButton(node) && isShared(node.label)
        ? { ...node, accessibleLabel: `${node.label}: ${section}` }
        : node,
    );
    return { ...form, nodes };
  });
}

function toLabel(node: NodeView): string[] {
  return isButton(node) ? [node.label] : [];
}

function isButton(node: NodeView) {
  return node.kind === "submit" || node.kind === "trigger";
}
