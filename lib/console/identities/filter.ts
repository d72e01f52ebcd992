/** Reads the filter of the list of identities from its address. */

import type { IdentityFilter } from "./identity-filter";

/** Longest identifier that is asked for, in characters: an address of RFC 5321. */
const IDENTIFIER_LIMIT = 320;

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
