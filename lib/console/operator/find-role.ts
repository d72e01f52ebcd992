/** Finds the role of somebody who signed in: by issuer and subject, or by what a provider's claim says (C2, C20). */

import type { ConsoleConfig, OperatorEntry } from "../config";
import { isSameOperator, type OperatorKey } from "./operator";
import { outranks, type Role } from "./permissions";

/** What of a provider's claims decides a role; kept with the session, so that a changed mapping counts at once. */
type RoleValues = readonly string[];

/** The values of the configured claim: a string, or a list of strings; anything else is none. */
export function readRoleValues(
  claims: Readonly<Record<string, unknown>>,
  config: Pick<ConsoleConfig, "roleClaim">,
): RoleValues {
  const claim = config.roleClaim?.claim;
  const value = claim !== undefined && Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  const values = Array.isArray(value) ? value : [value];
  return values.filter((item): item is string => typeof item === "string");
}

/** What the configuration calls them; undefined where it does not: their provider says how, which may be as they like (L4). */
export function findName(
  who: OperatorKey,
  { operators }: Pick<ConsoleConfig, "operators">,
): string | undefined {
  return findEntry(who, operators)?.name;
}

/** The configured role, the higher one where both ways give one; undefined: no operator. */
export function findRole(
  who: OperatorKey,
  values: RoleValues,
  { operators, roleClaim }: Pick<ConsoleConfig, "operators" | "roleClaim">,
): Role | undefined {
  const listed = findEntry(who, operators)?.role;
  const claimed = values.flatMap((value) =>
    roleClaim && Object.hasOwn(roleClaim.roles, value) ? [roleClaim.roles[value]] : [],
  );
  return [listed, ...claimed].reduce(
    (best, role) => (role !== undefined && (best === undefined || outranks(role, best)) ? role : best),
    undefined,
  );
}

function findEntry(who: OperatorKey, operators: ConsoleConfig["operators"]): OperatorEntry | undefined {
  return operators.find((entry) => isSameOperator(entry, who));
}
