/** Decides which `acr` a session can be given, or what it lacks for the values that a client asked for. */

import type { Session } from "@ory/client-fetch";
import type { Aal, OAuth2Config } from "@/lib/oauth2/config";
import { toAal } from "./authentication";

/** Whether the person can authenticate a second time: Kratos' session does not say, its AAL2 flow does. */
export type SecondFactor = "enrolled" | "none" | "unknown";

export type AcrDecision =
  /** Send this value; the session proves it. */
  | { kind: "satisfied"; acr: string }
  /** A second factor would satisfy the value that the client prefers. */
  | { kind: "step-up"; aal: "aal2"; fallback?: string }
  /** A second factor would, and the person has none. */
  | { kind: "no-second-factor" }
  /** None of the values is known here. */
  | { kind: "unknown" };

const RANK: { [K in Aal]: number } = { aal1: 1, aal2: 2 };

/**
 * `acr_values` are in order of preference (OIDC Core §3.1.2.1): the first known value that the session proves, or a
 * second factor for one that the client prefers to it.
 */
export function decideAcr(
  asked: readonly string[],
  session: Session,
  secondFactor: SecondFactor,
  config: Pick<OAuth2Config, "acrLevels" | "acrNames" | "unknownAcr">,
): AcrDecision {
  const aal = toAal(session);
  const known = toKnown(asked, config);
  if (known.length === 0)
    return isAcrUnknown(asked, config)
      ? { kind: "unknown" }
      : { kind: "satisfied", acr: config.acrNames[aal] };
  const isProved = (value: string) => RANK[config.acrLevels[value] ?? "aal2"] <= RANK[aal];
  const [preferred] = known;
  const proved = known.find(isProved);
  if (preferred !== undefined && isProved(preferred)) return { kind: "satisfied", acr: preferred };
  if (secondFactor !== "none") return { kind: "step-up", aal: "aal2", fallback: proved };
  return proved ? { kind: "satisfied", acr: proved } : { kind: "no-second-factor" };
}

/** Whether no session at all could prove what is asked for: nobody is to sign in for an answer that is known before. */
export function isAcrUnknown(
  asked: readonly string[],
  config: Pick<OAuth2Config, "acrLevels" | "unknownAcr">,
): boolean {
  return asked.length > 0 && config.unknownAcr === "reject" && toKnown(asked, config).length === 0;
}

function toKnown(asked: readonly string[], config: Pick<OAuth2Config, "acrLevels">): string[] {
  return asked.filter((value) => Object.hasOwn(config.acrLevels, value));
}
