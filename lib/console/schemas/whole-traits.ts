/** Puts what the references of an identity schema lead to in their place, so that its traits can be read one by one. */

import { isRecord, read } from "@/lib/json";
import { followReference } from "@/lib/self-service/schema/applied";

/** Objects inside objects, and lists inside lists, are followed so far: schemas may name themselves. */
const DEPTH_LIMIT = 6;

/** @returns what the schema says of `traits`; a reference that leads nowhere stays one */
export function toWholeTraits(schema: unknown): unknown {
  return toWhole(schema, read(read(schema, "properties"), "traits"), 0);
}

function toWhole(root: unknown, given: unknown, depth: number): unknown {
  const schema = followReference(root, given) ?? given;
  if (!isRecord(schema) || depth >= DEPTH_LIMIT) return schema;
  const { properties, items } = schema;
  return {
    ...schema,
    ...(isRecord(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [name, toWhole(root, member, depth + 1)]),
      ),
    }),
    ...(isRecord(items) && { items: toWhole(root, items, depth + 1) }),
  };
}
