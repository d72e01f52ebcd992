/** How and when a Kratos session was authenticated, in OpenID Connect's terms: `amr`, assurance level, freshness. */

import type { Session, SessionAuthenticationMethod } from "@ory/client-fetch";
import type { Aal, OAuth2Config } from "@/lib/oauth2/config";
import { toMillis } from "@/lib/oauth2/shared/time";
import { findMethod } from "@/lib/self-service/method-facts";

/** What is remembered of a method: enough to tell a later one from it. */
export interface SeenMethod {
  method: string;
  /** Kratos' own timestamp, RFC 3339. */
  completed_at: string;
}

/** The assurance level that a session proves; `aal0` and unknown levels count as the first. */
export function toAal(session: Session): Aal {
  return session.authenticator_assurance_level === "aal2" || session.authenticator_assurance_level === "aal3"
    ? "aal2"
    : "aal1";
}

/**
 * RFC 8176 `amr`: each method's registered names, what a federated provider reported, and `mfa` when a second
 * factor was used. Empty when nothing can be said with a registered name.
 */
export function toAmr(session: Session, amr: OAuth2Config["amr"]): string[] {
  const methods = session.authentication_methods ?? [];
  const values = methods.flatMap((used) => [
    ...(used.method && Object.hasOwn(amr, used.method) ? (amr[used.method] ?? []) : []),
    ...(used.upstream_amr ?? []).filter((value) => typeof value === "string" && value !== ""),
  ]);
  return [...new Set([...values, ...(toAal(session) === "aal2" ? ["mfa"] : [])])];
}

/** The first-factor methods of a session, as they are sealed at first sight of a challenge. */
export function toSeenMethods(session: Session | null): SeenMethod[] {
  return (session?.authentication_methods ?? []).filter(isFirstFactor).flatMap((used) => {
    const millis = toMillis(used.completed_at);
    return millis === undefined
      ? []
      : [{ method: used.method ?? "", completed_at: new Date(millis).toISOString() }];
  });
}

/** Whether a first factor was completed after everything seen at first; compares Kratos' times with Kratos' times. */
export function hasFirstFactorAfter(
  { seenMethods }: { seenMethods: readonly SeenMethod[] },
  seen: readonly SeenMethod[],
): boolean {
  const latestSeen = Math.max(...seen.map(({ completed_at }) => toMillis(completed_at) ?? 0), 0);
  return seenMethods.some(({ completed_at }) => (toMillis(completed_at) ?? 0) > latestSeen);
}

/** Seconds since the person last authenticated; infinite when Kratos does not say. */
export function toAuthenticationAge(session: Session, now: Date): number {
  const millis = toMillis(session.authenticated_at);
  return millis === undefined ? Number.POSITIVE_INFINITY : (now.getTime() - millis) / 1000;
}

/** When a session's factors were last given, in milliseconds since 1970; undefined for one that was not, or not known when. */
export function toNewestFactors(session: Session | null): { first?: number; second?: number } {
  const newest: { first?: number; second?: number } = {};
  for (const used of session?.authentication_methods ?? []) {
    const millis = toMillis(used.completed_at);
    if (millis === undefined) continue;
    if (isFirstFactor(used)) newest.first = Math.max(newest.first ?? 0, millis);
    if (!isFirstFactor(used) || isBothFactors(used)) newest.second = Math.max(newest.second ?? 0, millis);
  }
  return newest;
}

function isFirstFactor(used: SessionAuthenticationMethod): boolean {
  if (used.method && findMethod(used.method).isSecondStep) return false;
  return used.aal === undefined || used.aal === "aal1" || isBothFactors(used);
}

/** Whether a provider vouched for both, so that one sign-in there proves all that Kratos asks for. */
function isBothFactors({ method, aal }: SessionAuthenticationMethod): boolean {
  return aal === "aal2" && method !== undefined && findMethod(method).isElsewhere === true;
}
