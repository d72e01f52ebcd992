/** Reads the values that a trait may take, with their titles, where the schema lists them. */

import type { Applied } from "./applied";
import { type Keywords, readKeywords } from "./json-schema";

type Scalar = string | number | boolean;

/** One value that a trait may take. */
export interface Choice {
  /** As it stands in the identity. */
  value: Scalar;
  label: string;
}

/**
 * The values of `enum`, of `oneOf` or `anyOf` when each branch names its own, or of a `const` other than `true`.
 * @returns `undefined` when any value of the type may be right, or two choices would read the same in a form
 */
export function toChoices(applied: readonly Applied[]): Choice[] | undefined {
  const certain = applied.filter(({ isCertain }) => isCertain);
  const lists = certain.flatMap(({ keywords }) => readLists(keywords));
  const [first, ...others] = lists;
  if (!first) return undefined;
  const allowed = first.filter(({ value }) =>
    others.every((list) => list.some((one) => one.value === value)),
  );
  const isDistinct = new Set(allowed.map(({ value }) => String(value))).size === allowed.length;
  return isDistinct && allowed.length > 0 ? allowed : undefined;
}

function readLists(keywords: Keywords): Choice[][] {
  return [
    keywords.oneOf,
    keywords.anyOf,
    keywords.enum && [keywords],
    isConstant(keywords) ? [keywords] : undefined,
  ]
    .flatMap((branches) => (branches ? [readBranches(branches)] : []))
    .filter((choices) => choices.length > 0);
}

function isConstant({ const: constant }: Keywords): boolean {
  return isScalar(constant);
}

/** All values, or none when one branch allows values that it does not name. */
function readBranches(branches: readonly unknown[]): Choice[] {
  const read = branches.map((branch) => {
    const { const: constant, enum: values, title } = readKeywords(branch);
    if (isScalar(constant)) return [{ value: constant, label: title ?? String(constant) }];
    return (values ?? []).filter(isScalar).map((value) => ({ value, label: String(value) }));
  });
  return read.some((choices) => choices.length === 0) ? [] : read.flat();
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
