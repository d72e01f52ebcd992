/** Who operates the console: the proof that a request was checked, which every admin call asks for. */

import { trimSlashes } from "@/lib/trim-slashes";
import type { Role } from "./permissions";

declare const checked: unique symbol;

/**
 * Made by `requireOperator(page, permission)`, looked at again by `checkAgain`, and by nothing else: a handler that did not
 * call it has nothing to call an admin API with.
 */
export interface Operator {
  readonly [checked]: true;
  /** Who vouches for the subject: the OpenID provider's issuer, or Foyer's own address where Kratos does. */
  readonly issuer: string;
  readonly subject: string;
  /** For people to read; nothing is decided by it. */
  readonly name: string;
  readonly role: Role;
  /** When a person last proved to be there, in milliseconds since 1970. */
  readonly authenticatedAt: number;
  /** The provider's `acr`, or Kratos' assurance level. */
  readonly assurance: string;
  /** The handle of the session in which they were let in: what goes on behind a page goes on as long as it. */
  readonly session: string;
  /** What upstreams are told of the request: its id and trace. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Issuer and subject alone tell operators apart, never names or addresses (threat C2). */
export type OperatorKey = Pick<Operator, "issuer" | "subject">;

export function isSameOperator(one: OperatorKey, other: OperatorKey): boolean {
  return trimIssuer(one.issuer) === trimIssuer(other.issuer) && one.subject === other.subject;
}

/** Providers differ in whether their issuer ends with a slash; people who configure it do too. */
export function trimIssuer(issuer: string): string {
  return trimSlashes(issuer);
}
