/** Whom a list of identities is asked for. */

/** Kratos refuses two filters at once; both are about what people sign in with. */
export type IdentityFilter =
  | { kind: "all" }
  /** Exactly this address, name or `provider:subject`. */
  | { kind: "exact"; identifier: string }
  /** Begins with this. */
  | { kind: "similar"; identifier: string };
