/** The settings flow that Kratos v1.3 makes of a schema and its person: one node a trait, and one a value. */

import { isDrawn } from "../../../lib/self-service/schema/kratos-nodes";
import { toLeaves } from "../../../lib/self-service/schema/leaves";
import type { Trait } from "../../../lib/self-service/schema/trait";
import type { Person } from "./arbitrary";

const ACTION = "http://localhost:4400/self-service/settings?flow=f";

/** As recorded from Kratos v1.3.1; `tests/e2e/registration/traits-property.spec.ts` asks Kratos itself. */
export function toSettingsFlow({ schema, before }: Person): object {
  const declared = toLeaves(schema).flatMap(({ name, trait }) =>
    isDrawn(trait) ? [toNode(name, trait)] : [],
  );
  const nodes = new Map(declared.map((node) => [node.attributes.name, node]));
  for (const [name, value] of flatten(before, "traits")) {
    const known = nodes.get(name);
    const attributes = {
      ...(known?.attributes ?? toAttributes(name, toType(value))),
      value: value ?? undefined,
    };
    nodes.set(name, { ...(known ?? toNode(name)), attributes });
  }
  const submit = { name: "method", type: "submit", value: "profile", disabled: false, node_type: "input" };
  const all = [
    ...nodes.values(),
    { type: "input", group: "profile", attributes: submit, messages: [], meta: {} },
  ];
  return { id: "f", identity: { traits: before }, ui: { action: ACTION, method: "POST", nodes: all } };
}

interface Node {
  type: "input";
  group: string;
  attributes: { name: string; type: string; value?: unknown; required?: boolean };
  messages: object[];
  meta: object;
}

function toNode(name: string, trait?: Trait): Node {
  const label = trait?.title && {
    id: 1070002,
    text: trait.title,
    type: "info",
    context: { title: trait.title },
  };
  const types: Partial<Record<NonNullable<Trait["type"]>, string>> = {
    boolean: "checkbox",
    number: "number",
    integer: "number",
  };
  const type = (trait?.type && types[trait.type]) ?? "text";
  const attributes = { ...toAttributes(name, type), ...(trait?.isRequired === true && { required: true }) };
  return { type: "input", group: "profile", attributes, messages: [], meta: label ? { label } : {} };
}

function toAttributes(name: string, type: string) {
  return { name, type, disabled: false, node_type: "input" };
}

function toType(value: unknown): string {
  return typeof value === "number" ? "number" : typeof value === "boolean" ? "checkbox" : "text";
}

function flatten(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inside]) =>
    flatten(inside, `${path}.${key.replaceAll(".", "\\.")}`),
  );
}
