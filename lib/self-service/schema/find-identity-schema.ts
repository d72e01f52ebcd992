/** Finds the identity schema that a flow's traits were made from. */

import { isRecord, read, readList, readString } from "@/lib/json";
import type { KratosFlow } from "@/lib/self-service/flow-context";

const TRAITS = "traits.";

/**
 * A settings flow names its identity's schema, newer registration flows name theirs. Kratos v1.3 does not, nor which
 * schema is the default: then it is the only one that has all traits the flow asks for, or the only one that has no
 * others; a flow without traits (sign-in) has one when there is but one. When several fit, none is taken: a wrong
 * list of choices is worse than a text field.
 */
export function findIdentitySchema(
  schemas: readonly { id: string; schema: unknown }[],
  flow: KratosFlow,
): unknown {
  const named = readString(read(flow, "identity"), "schema_id") ?? readString(flow, "identity_schema");
  if (named !== undefined) return schemas.find(({ id }) => id === named)?.schema;
  const asked = toAskedTraits(flow);
  if (asked.size === 0) return toOnly(schemas)?.schema;
  const known = schemas.map(({ schema }) => ({ schema, names: new Set(toTraitNames(schema)) }));
  const fitting = known.filter(({ names }) => [...asked].every((name) => names.has(name)));
  const exact = fitting.filter(({ names }) => names.size === asked.size);
  return (toOnly(fitting) ?? toOnly(exact))?.schema;
}

function toAskedTraits(flow: KratosFlow): Set<string> {
  const names = readList(read(flow, "ui"), "nodes").flatMap(
    (node) => readString(read(node, "attributes"), "name") ?? [],
  );
  return new Set(names.filter((name) => name.startsWith(TRAITS)));
}

/** The names of a schema's nodes: one for each trait that is no object. */
function toTraitNames(schema: unknown): string[] {
  return toLeaves(read(read(schema, "properties"), "traits"), "traits");
}

function toLeaves(property: unknown, path: string): string[] {
  const children = read(property, "properties");
  if (!isRecord(children)) return [path];
  return Object.entries(children).flatMap(([name, child]) => toLeaves(child, `${path}.${name}`));
}

function toOnly<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
