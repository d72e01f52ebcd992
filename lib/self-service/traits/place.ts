/** Decides by a node's name what it is part of: a trait of its own, a list, an object, or something no form can hold. */

import { isListOfValues, isObject } from "@/lib/self-service/schema/kratos-nodes";
import { readTraitAt } from "@/lib/self-service/schema/trait";
import { isIndex, toName, toPathAbove, toTraitPath } from "@/lib/self-service/schema/trait-name";

export type Place =
  | { kind: "single" }
  /** The list itself (`traits.emails`) or its item (`traits.emails.1`). */
  | { kind: "list"; list: string; index?: number }
  /** An object, which has no control of its own: Kratos makes such a node to hang a message on. */
  | { kind: "object" }
  /** `whole` names the trait that cannot be edited: one that the schema declares, or one that it does not know. */
  | { kind: "kept"; whole: string; isDeclared: boolean };

/**
 * Where a node belongs.
 * @param names all node names of the flow: without a schema, `traits.x` beside `traits.x.0` is what tells a list
 */
export function toPlace(name: string, identitySchema: unknown, names: ReadonlySet<string>): Place {
  const path = toTraitPath(name);
  if (!path) return toDeep(name, identitySchema);
  return identitySchema === undefined ? toGuess(name, path, names) : toDeclared(path, identitySchema);
}

/** What lies deeper than a form reaches is kept with the trait that it is of. */
function toDeep(name: string, identitySchema: unknown): Place {
  const above = toPathAbove(name);
  if (!above) return { kind: "single" };
  const place = identitySchema === undefined ? undefined : toDeclared(above, identitySchema);
  const whole = place?.kind === "kept" ? place.whole : toName(above);
  return { kind: "kept", whole, isDeclared: true };
}

function toDeclared(path: readonly string[], identitySchema: unknown): Place {
  for (let length = 2; length <= path.length; length += 1) {
    const own = path.slice(0, length);
    const rest = path.slice(length);
    const trait = readTraitAt(identitySchema, own);
    const whole = toName(own);
    if (!trait) return { kind: "kept", whole, isDeclared: false };
    if (isObject(trait)) {
      if (rest.length > 0 && trait.members.length === 0) return { kind: "kept", whole, isDeclared: true };
      continue;
    }
    if (!isListOfValues(trait)) {
      // A trait of several types is read by no form; where Kratos asks for it all the same, it has its field.
      const isSingle = rest.length === 0 && trait.type !== "array" && trait.type !== undefined;
      return isSingle ? { kind: "single" } : { kind: "kept", whole, isDeclared: trait.type !== undefined };
    }
    return toListPlace(whole, rest);
  }
  return { kind: "object" };
}

function toGuess(name: string, path: readonly string[], names: ReadonlySet<string>): Place {
  const list = toName(path.slice(0, -1));
  if (isIndex(path.at(-1)) && names.has(list)) return toListPlace(list, path.slice(-1));
  return names.has(`${name}.0`) ? { kind: "list", list: name } : { kind: "single" };
}

function toListPlace(list: string, rest: readonly string[]): Place {
  const [index] = rest;
  if (rest.length === 0) return { kind: "list", list };
  return rest.length === 1 && isIndex(index)
    ? { kind: "list", list, index: Number(index) }
    : { kind: "kept", whole: list, isDeclared: true };
}
