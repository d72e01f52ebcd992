/** Checks what a provider says of a sign-in against what was asked for: assurance and freshness (OIDC Core §3.1.3.7). */

import { CLOCK_SKEW_MS } from "../session/session";

export type ClaimProblem = "assurance" | "not-asked-again" | "no-time";

interface SignInClaims {
  acr?: unknown;
  /** Seconds since 1970. */
  auth_time?: unknown;
}

/**
 * @param acrValues accepted ones; empty: whatever the provider says
 * @param notBefore for a step-up: when it began, in milliseconds; an older sign-in does not count
 */
export function findClaimProblem(
  { acr, auth_time: authTime }: SignInClaims,
  { acrValues, notBefore }: { acrValues: readonly string[]; notBefore?: number },
): ClaimProblem | undefined {
  if (acrValues.length > 0 && (typeof acr !== "string" || !acrValues.includes(acr))) return "assurance";
  if (typeof authTime !== "number") return "no-time";
  if (notBefore !== undefined && authTime * 1000 < notBefore - CLOCK_SKEW_MS) return "not-asked-again";
  return undefined;
}
