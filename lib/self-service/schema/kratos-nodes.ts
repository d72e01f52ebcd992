/** What Kratos v1.3 makes of a trait: which ones it draws, and which it fills in by itself. */

import type { Trait } from "./trait";

/**
 * Whether an empty form has a node for the trait: not for lists of objects or lists, nor where the schema names no type
 * or several. Such traits are in a form only once they have a value, and Kratos takes none of them from it.
 * @see https://github.com/ory/x/blob/v0.0.660/jsonschemax/keys.go
 */
export function isDrawn(trait: Trait): boolean {
  return trait.type !== undefined && !trait.isNullable && !isListOfObjects(trait);
}

/**
 * A list of objects or lists. Where such a list is absent from a form, Kratos v1.3 puts an empty object in its place and
 * then refuses it ("expected array, but got object"), so that no form could ever be sent.
 * @see https://github.com/ory/x/blob/v0.0.660/decoderx/http.go
 */
export function isListOfObjects({ type, items }: Trait): boolean {
  return type === "array" && (items?.type === "object" || items?.type === "array");
}

/** A list whose items a form can hold, one field each. */
export function isListOfValues({ type, items }: Trait): boolean {
  return type === "array" && items?.type !== "object" && items?.type !== "array";
}

/** An object, said to be one or known by its members. */
export function isObject({ type, members }: Trait): boolean {
  return type === "object" || (type === undefined && members.length > 0);
}
