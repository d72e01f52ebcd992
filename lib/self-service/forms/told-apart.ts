/** Buttons that read alike, told apart for who hears them one by one: "Save: Password". */

import type { NodeView } from "@/lib/self-service/node-kinds";
import type { FormView } from "@/lib/self-service/view";

/** Each button whose label another has says its section, too. */
export function withToldApart(forms: readonly FormView[]): FormView[] {
  const counts = new Map<string, number>();
  for (const { label } of forms.flatMap(({ nodes }) => nodes.filter(isButton)))
    counts.set(label, (counts.get(label) ?? 0) + 1);
  let section: string | undefined;
  return forms.map((form) => {
    section = form.heading ?? section;
    const nodes = form.nodes.map((node) =>
      section && isButton(node) && counts.get(node.label) !== 1
        ? { ...node, accessibleLabel: `${node.label}: ${section}` }
        : node,
    );
    return { ...form, nodes };
  });
}

function isButton(node: NodeView) {
  return node.kind === "submit" || node.kind === "trigger";
}
