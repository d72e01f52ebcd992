/** Lists the traits that an identity schema declares. */

import { isObject } from "./kratos-nodes";
import { readTraitAt, type Trait } from "./trait";
import { toName } from "./trait-name";

/** A trait that holds a value of its own: no object, but perhaps a list. */
export interface Leaf {
  /** As Kratos names its node, `traits.address.city`. */
  name: string;
  trait: Trait;
}

/** Objects within objects are followed so far; Kratos refuses a schema that contains itself. */
const MAXIMUM_DEPTH = 10;

/** Schemas are kept between requests (lib/ory/cached), and each page asks several times for what is in them. */
const known = new WeakMap<object, readonly Leaf[]>();

/** Every trait that is no object, in the schema's order. */
export function toLeaves(identitySchema: unknown): readonly Leaf[] {
  if (typeof identitySchema !== "object" || identitySchema === null) return [];
  const leaves = known.get(identitySchema) ?? collect(identitySchema, ["traits"]);
  known.set(identitySchema, leaves);
  return leaves;
}

function collect(schema: unknown, path: readonly string[]): Leaf[] {
  const trait = readTraitAt(schema, path);
  if (!trait) return [];
  if (!isObject(trait)) return path.length > 1 ? [{ name: toName(path), trait }] : [];
  if (path.length > MAXIMUM_DEPTH) return [];
  return trait.members.flatMap((member) => collect(schema, [...path, member]));
}
