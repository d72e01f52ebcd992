/** Finds the identity schema that a flow's traits were made from. */

import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { isDrawn } from "./kratos-nodes";
import { toLeaves } from "./leaves";
import { readTrait } from "./trait";
import { isTraitName, toName, toTraitPath } from "./trait-name";

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
  const named = flow.identity?.schema_id ?? flow.identity_schema;
  if (named !== undefined) return schemas.find(({ id }) => id === named)?.schema;
  const names = toAskedNames(flow);
  if (names.length === 0) return toOnly(schemas)?.schema;
  const fitting = schemas.flatMap(({ schema }) => {
    const found = names.flatMap((name) => toDeclared(schema, name) ?? []);
    return found.length === names.length ? [{ schema, asked: new Set(found) }] : [];
  });
  const exact = fitting.filter(({ schema, asked }) =>
    toLeaves(schema).every(({ name, trait }) => asked.has(name) || !isDrawn(trait)),
  );
  return (toOnly(fitting) ?? toOnly(exact))?.schema;
}

function toAskedNames(flow: KratosFlow): string[] {
  const names: string[] = [];
  for (const node of flow.ui.nodes) {
    const name = node?.attributes.name;
    if (name !== undefined && isTraitName(name)) names.push(name);
  }
  return names;
}

/** The declared trait that a node is for: itself, or the list or value that it is a part of. */
function toDeclared(schema: unknown, name: string): string | undefined {
  const path = toTraitPath(name) ?? [];
  for (let length = path.length; length > 1; length -= 1) {
    const declared = toName(path.slice(0, length));
    const trait = readTrait(schema, declared);
    if (trait) return trait.type === "object" && length < path.length ? undefined : declared;
  }
  return undefined;
}

function toOnly<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
