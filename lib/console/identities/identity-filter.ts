/** Whom a list of identities is asked for, as its address says it. */

/** Kratos refuses two filters at once; both are about what people sign in with. */
export type IdentityFilter =
  | { kind: "all" }
  /** Exactly this address, name or `provider:subject`. */
  | { kind: "exact"; identifier: string }
  /** Begins with this. */
  | { kind: "similar"; identifier: string };

/** Longest identifier, and recipient, that is asked for, in characters: an address of RFC 5321. */
export const IDENTIFIER_LIMIT = 320;

/** Whom a filter finds, in words. */
export function toFilterWords(filter: IdentityFilter): string {
  if (filter.kind === "all") return "everybody";
  return `${filter.kind === "exact" ? "" : "all that begin with "}${filter.identifier}`;
}

export function toIdentityFilter(query: { identifier?: string; match?: string }): IdentityFilter {
  const identifier = (query.identifier ?? "").trim().slice(0, IDENTIFIER_LIMIT);
  if (!identifier) return { kind: "all" };
  return { kind: query.match === "exact" ? "exact" : "similar", identifier };
}
