/** Protects operators' own accounts from other operators, and everybody from locking all of them out (C20, C26). */

import type { ConsoleConfig } from "../config";
import { isSameOperator, type Operator, type OperatorKey } from "./operator";
import { outranks } from "./permissions";

/** Why an act on an identity is refused although the role may do it to others. */
export type ProtectionReason = "self" | "higher-role" | "last-admin";

/** How an act touches the account: takes it away (block, delete), or gives somebody a way into it. */
export type Touch = "takes-away" | "gives-access" | "harmless";

/**
 * Operators whose identities live in this very Kratos can be edited by their colleagues: whoever may edit an admin's
 * account would be admin. So nobody touches the account of a higher role, nobody takes away their own or the last admin's.
 */
export function findProtection(
  operator: Pick<Operator, "issuer" | "subject" | "role">,
  identity: string,
  touch: Touch,
  { operators, identityIssuer }: Pick<ConsoleConfig, "operators" | "identityIssuer">,
): ProtectionReason | undefined {
  if (touch === "harmless") return undefined;
  const isOwner = (known: OperatorKey) => isAccount(known, identity, identityIssuer);
  if (touch === "takes-away" && isOwner(operator)) return "self";
  const [entry] = operators
    .filter(isOwner)
    .toSorted((one, other) => (outranks(other.role, one.role) ? 1 : -1));
  if (!entry) return undefined;
  if (outranks(entry.role, operator.role)) return "higher-role";
  const admins = operators.filter(({ role }) => role === "admin");
  const isLast = entry.role === "admin" && admins.length === 1;
  return touch === "takes-away" && isLast ? "last-admin" : undefined;
}

/** Kratos' ids. No two accounts of this world have one: whose subject it is has that account, whatever its provider is called. */
const ACCOUNT_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** @param issuer of who vouches for accounts of this Kratos, where that is known */
function isAccount(known: OperatorKey, identity: string, issuer: string | undefined): boolean {
  if (ACCOUNT_ID.test(identity)) return known.subject.toLowerCase() === identity;
  return issuer !== undefined && isSameOperator(known, { issuer, subject: identity });
}

/** Said where an act is refused for it. */
export const PROTECTED = {
  self: "This is your own account. Another admin has to do this.",
  "higher-role": "This account belongs to an operator with a higher role than yours. Nothing was changed.",
  "last-admin": "This account belongs to the only admin of this console. Name another one first.",
} satisfies Record<ProtectionReason, string>;

/** Said where acts are not offered for it. */
export const NOT_OFFERED = {
  self: "This is your own account: what would take it away from you is another admin's to do.",
  "higher-role":
    "This account belongs to an operator with a higher role than yours. What would lead into it, or take it away, is an admin's to do.",
  "last-admin":
    "This account belongs to the only admin of this console: what would take it away is not offered.",
} satisfies Record<ProtectionReason, string>;
