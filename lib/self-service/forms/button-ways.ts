/** Sets ways in a row that are buttons alone apart by one "or" before them all, since each button says what it does (ADR 28). */

import type { NodeView } from "@/lib/self-service/node-kinds";
import type { FormView } from "@/lib/self-service/view";

type Way = Extract<NodeView, { kind: "way" }>;

/** A way under words of its own, with what stands under them. */
interface Part {
  head: Way | FormView;
  nodes: readonly NodeView[];
}

/** What is pressed, or not seen. */
const BUTTONS: readonly NodeView["kind"][] = ["submit", "trigger", "hidden", "script"];

/** @param or the word before the first of several */
export function withOneOr(forms: readonly FormView[], or: string): FormView[] {
  const words = new Map(
    toRuns(forms.flatMap(toParts)).flatMap((run) =>
      run.map(({ head }, index) => [head, index === 0 ? or : ""] as const),
    ),
  );
  const toNode = (node: NodeView): NodeView => {
    const said = node.kind === "way" ? words.get(node) : undefined;
    return node.kind === "way" && said !== undefined ? { ...node, or: said } : node;
  };
  return forms.map((form) => {
    const said = words.get(form);
    return { ...form, ...(said !== undefined && { or: said }), nodes: form.nodes.map(toNode) };
  });
}

/** A form, and each further way in it. */
function toParts(form: FormView): Part[] {
  const starts = form.nodes.flatMap((node, index) => (node.kind === "way" ? [{ node, index }] : []));
  const toEnd = (position: number) => starts[position]?.index ?? form.nodes.length;
  return [
    { head: form, nodes: form.nodes.slice(0, toEnd(0)) },
    ...starts.map(({ node, index }, position) => ({
      head: node,
      nodes: form.nodes.slice(index + 1, toEnd(position + 1)),
    })),
  ];
}

/** Two or more after each other that ask for nothing. */
function toRuns(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [[]];
  for (const part of parts) {
    const isButtons = part.nodes.every(({ kind }) => BUTTONS.includes(kind));
    if (part.head.heading && isButtons) runs.at(-1)?.push(part);
    else runs.push([]);
  }
  return runs.filter(({ length }) => length > 1);
}
