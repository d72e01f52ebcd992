/** Whom a list of identities is asked for, as its address says it. */

import { toIdentifier } from "../search/typed-identifier";

/** What Kratos can filter by. It refuses two of these at once; both are about what people sign in with. */
type Whom =
  | { kind: "all" }
  /** Exactly this address, name or `provider:subject`. */
  | { kind: "exact"; identifier: string }
  /** Begins with this. */
  | { kind: "similar"; identifier: string };

/** Those alone, of whom Kratos lists: it cannot filter by this, so they are looked through (`look-through.server.ts`). */
export interface OnlyThose {
  state?: "active" | "blocked";
  /** Of their addresses. */
  verified?: "none" | "some";
  /** Its id. */
  schema?: string;
}

export type IdentityFilter = Whom & { only?: OnlyThose };

/** The parameters of an address that say it. */
export const IDENTITY_FILTERS = ["identifier", "match", "state", "verified", "schema"] as const;

type FilterQuery = Partial<Record<(typeof IDENTITY_FILTERS)[number], string>>;

/** Longest identifier, and recipient, that is asked for, in characters: an address of RFC 5321. */
export const IDENTIFIER_LIMIT = 320;

/** Whom a filter finds, in words. */
export function toFilterWords({ only, ...filter }: IdentityFilter): string {
  return [toWhomWords(filter), ...toOnlyWords(only)].join(", ");
}

function toWhomWords(filter: Whom): string {
  if (filter.kind === "all") return "everybody";
  return `${filter.kind === "exact" ? "" : "all that begin with "}${filter.identifier}`;
}

function toOnlyWords({ state, verified, schema }: OnlyThose = {}): string[] {
  return [
    ...(state ? [state] : []),
    ...(verified ? [verified === "none" ? "without a verified address" : "with a verified address"] : []),
    ...(schema ? [`of schema ${schema}`] : []),
  ];
}

/** What a trail keeps of whom an act was about. */
export function toFilterSubject(filter: IdentityFilter): { kind: "identities"; id: string } {
  const isPlain = filter.kind !== "all" && !filter.only;
  return { kind: "identities", id: isPlain ? filter.identifier : toFilterWords(filter) };
}

export function toIdentityFilter(query: FilterQuery): IdentityFilter {
  const identifier = toIdentifier((query.identifier ?? "").trim()).slice(0, IDENTIFIER_LIMIT);
  const only = toOnly(query);
  if (!identifier) return { kind: "all", ...only };
  return { kind: query.match === "exact" ? "exact" : "similar", identifier, ...only };
}

function toOnly({ state, verified, schema }: FilterQuery): { only?: OnlyThose } {
  const only: OnlyThose = {
    ...((state === "active" || state === "blocked") && { state }),
    ...((verified === "none" || verified === "some") && { verified }),
    ...(schema && { schema: schema.slice(0, IDENTIFIER_LIMIT) }),
  };
  return Object.keys(only).length > 0 ? { only } : {};
}

/** The filter as the parameters of an address; `toIdentityFilter` reads it back. */
export function toFilterQuery(filter: IdentityFilter): Record<string, string> {
  const whom: Record<string, string> =
    filter.kind === "all" ? {} : { identifier: filter.identifier, match: filter.kind };
  return { ...whom, ...filter.only };
}
