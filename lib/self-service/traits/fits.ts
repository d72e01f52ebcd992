/** Whether a schema that was narrowed in place still takes the traits that an identity has: Kratos refuses every save else. */

import { isRecord, type Json } from "@/lib/json";
import { type Candidate, toApplied } from "@/lib/self-service/schema/applied";

/** False where an object holds a member that its schema declares nowhere and forbids (`additionalProperties: false`). */
export function fits(traits: Json, identitySchema: unknown): boolean {
  return fitsAt(identitySchema, { traits }, [{ schema: identitySchema, isCertain: true }]);
}

function fitsAt(root: unknown, value: unknown, candidates: readonly Candidate[]): boolean {
  if (!isRecord(value) || candidates.length === 0) return true;
  const applied = toApplied(root, candidates);
  return Object.entries(value).every(([name, member]) => {
    const isForbidden = applied.some(
      ({ keywords, isCertain }) =>
        isCertain &&
        keywords.additionalProperties === false &&
        keywords.patternProperties === undefined &&
        !Object.hasOwn(keywords.properties ?? {}, name),
    );
    const inside = applied.flatMap(({ keywords, isCertain }) =>
      Object.hasOwn(keywords.properties ?? {}, name)
        ? [{ schema: keywords.properties?.[name], isCertain }]
        : [],
    );
    return !isForbidden && fitsAt(root, member, inside);
  });
}
