/** Puts what the references of an identity schema lead to in their place, so that its traits can be read one by one. */

import { isRecord, read } from "@/lib/json";
import { followReference } from "@/lib/self-service/schema/applied";

/** Objects inside objects, and lists inside lists, are followed so far. */
const DEPTH_LIMIT = 6;

/** @returns what the schema says of `traits`; a reference that leads nowhere, or back to what it stands in, stays one */
export function toWholeTraits(schema: unknown): unknown {
  return toWhole(schema, read(read(schema, "properties"), "traits"), []);
}

/** @param path what the given schema stands in: one that names itself many times would grow by that many with each depth */
function toWhole(root: unknown, given: unknown, path: readonly unknown[]): unknown {
  const schema = followReference(root, given) ?? given;
  if (path.includes(schema)) return given;
  if (!isRecord(schema) || path.length >= DEPTH_LIMIT) return schema;
  const { properties, items } = schema;
  const go = (member: unknown) => toWhole(root, member, [...path, schema]);
  return {
    ...schema,
    ...(isRecord(properties) && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, go(member)])),
    }),
    ...(isRecord(items) && { items: go(items) }),
  };
}
