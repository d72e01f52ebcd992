/** Turns the security state into the lines of the overview: what it is about, how it stands, where to change it. */

import type { Protection, SecurityState, SecurityStep } from "@/lib/account/security-state";
import type { TextKey } from "@/lib/i18n/keys";
import type { PlaceOnPage } from "@/lib/pages";

export type Standing = "good" | "weak" | "missing";

type Aspect = "recovery" | "secondFactor" | "passkey" | "backupCodes";

export interface SecurityLine {
  /** Words are `account.security.<aspect>` and, of its standing, `stateKey`. */
  aspect: Aspect;
  standing: Standing;
  stateKey: Extract<TextKey, `account.security.${Aspect}.${Standing}`>;
  path: PlaceOnPage;
  /** The addresses that it is about. */
  details: readonly string[];
}

const RECOVERY = { verified: "good", unverified: "weak", none: "missing", unavailable: undefined } as const;

/** What the operator does not offer, and what cannot be known here, is left out. */
export function toSecurityLines(state: SecurityState): SecurityLine[] {
  return [
    ...toRecoveryLine(state),
    ...toLine("secondFactor", state.secondFactor, NEXT_PATHS["add-second-factor"]),
    ...toLine("backupCodes", state.backupCodes, NEXT_PATHS["save-backup-codes"]),
    ...toLine("passkey", state.passkey, NEXT_PATHS["add-passkey"]),
  ];
}

function toRecoveryLine({ recovery, recoveryAddresses, unverifiedAddress }: SecurityState): SecurityLine[] {
  const standing = RECOVERY[recovery];
  if (!standing) return [];
  const isToVerify =
    standing === "weak" && recoveryAddresses.some((address) => address === unverifiedAddress);
  const path = isToVerify ? NEXT_PATHS["verify-address"] : NEXT_PATHS["add-recovery"];
  const stateKey = `account.security.recovery.${standing}` as const;
  return [{ aspect: "recovery", standing, stateKey, path, details: recoveryAddresses }];
}

function toLine(
  aspect: Exclude<Aspect, "recovery">,
  protection: Protection,
  path: PlaceOnPage,
): SecurityLine[] {
  if (protection !== "on" && protection !== "off") return [];
  const standing = protection === "on" ? "good" : "missing";
  return [{ aspect, standing, stateKey: `account.security.${aspect}.${standing}`, path, details: [] }];
}

/** Where the next step is taken; sections of /settings carry their form's test id. */
export const NEXT_PATHS = {
  "verify-address": "/verification",
  "add-recovery": "/settings#settings-profile",
  "add-second-factor": "/settings#settings-totp",
  "save-backup-codes": "/settings#settings-lookup_secret",
  "add-passkey": "/settings#settings-passkey",
} satisfies Record<Exclude<SecurityStep, "nothing">, PlaceOnPage>;
