/** Turns a session, and the settings flow when there is one, into how well an account is protected and what to do next. */

import type { Session } from "@ory/client-fetch";
import { read, readString } from "@/lib/json";

/** `unavailable`: the operator has not switched it on. `unknown`: the session does not show it, settings would. */
export type Protection = "on" | "off" | "unavailable" | "unknown";

export type SecurityStep =
  | "verify-address"
  | "add-recovery"
  | "add-second-factor"
  | "save-backup-codes"
  | "add-passkey"
  | "nothing";

export interface SecurityState {
  /** An authenticator app or a security key as second factor. */
  secondFactor: Protection;
  passkey: Protection;
  backupCodes: Protection;
  /** Whether a way back in exists, and Kratos has seen that it works; unavailable where recovery is switched off. */
  recovery: "verified" | "unverified" | "none" | "unavailable";
  /** The address that `verify-address` is about. */
  unverifiedAddress?: string;
  /** The one thing that would help most now; its words are `account.next.<step>.*`. */
  next: SecurityStep;
}

/** What Kratos' settings nodes are called when a credential exists, and when one could be added. */
const SETTINGS_NODES = {
  totp: { on: ["totp_unlink"], off: ["totp_code"] },
  webauthn: { on: ["webauthn_remove"], off: ["webauthn_register", "webauthn_register_trigger"] },
  passkey: { on: ["passkey_remove"], off: ["passkey_register_trigger", "passkey_settings_register"] },
  lookup_secret: { on: ["lookup_secret_reveal", "lookup_secret_disable"], off: ["lookup_secret_regenerate"] },
} as const;

type Credential = keyof typeof SETTINGS_NODES;

/** What is known beside the session. */
export interface SecurityFacts {
  /** Nodes of a settings flow; without them only what this session used is known. */
  settings?: readonly unknown[];
  /** Both `true` unless the operator switched the flow off: then nothing is asked for that could not be done. */
  canVerify?: boolean;
  canRecover?: boolean;
}

export function toSecurityState(session: Session, facts: SecurityFacts = {}): SecurityState {
  const { settings, canVerify = true, canRecover = true } = facts;
  const find = (credential: Credential) => toProtection(credential, session, settings);
  const state = {
    secondFactor: strongest([find("totp"), toSecurityKey(find("webauthn"), session)]),
    passkey: find("passkey"),
    backupCodes: find("lookup_secret"),
    ...toRecovery(session),
    ...(!canRecover && { recovery: "unavailable" as const }),
  };
  return { ...state, next: toNextStep(state, { "verify-address": canVerify }) };
}

/** In the order in which they keep people from losing, then from being robbed of, their account. */
const STEPS: [SecurityStep, (state: Omit<SecurityState, "next">) => boolean][] = [
  ["verify-address", ({ unverifiedAddress }) => unverifiedAddress !== undefined],
  ["add-recovery", ({ recovery }) => recovery === "none"],
  ["add-second-factor", ({ secondFactor, passkey }) => secondFactor === "off" && passkey !== "on"],
  ["save-backup-codes", ({ secondFactor, backupCodes }) => secondFactor === "on" && backupCodes === "off"],
  ["add-passkey", ({ passkey }) => passkey === "off"],
];

function toNextStep(
  state: Omit<SecurityState, "next">,
  possible: Partial<Record<SecurityStep, boolean>>,
): SecurityStep {
  return STEPS.find(([step, applies]) => possible[step] !== false && applies(state))?.[0] ?? "nothing";
}

function toProtection(
  credential: Credential,
  session: Session,
  settings: readonly unknown[] | undefined,
): Protection {
  const used = (session.authentication_methods ?? []).some(({ method }) => method === credential);
  if (!settings) return used ? "on" : "unknown";
  const names = new Set(settings.filter((node) => readString(node, "group") === credential).map(toNodeName));
  if (SETTINGS_NODES[credential].on.some((name) => names.has(name))) return "on";
  return SETTINGS_NODES[credential].off.some((name) => names.has(name)) ? "off" : "unavailable";
}

/** A key is a second step or, where Kratos has it `passwordless`, the only one: just the session tells them apart. */
function toSecurityKey(
  protection: Protection,
  { authentication_methods: methods = [] }: Session,
): Protection {
  const isSecondStep = methods.some(({ method, aal }) => method === "webauthn" && aal === "aal2");
  return protection === "on" && !isSecondStep ? "unknown" : protection;
}

function toNodeName(node: unknown): string {
  return readString(read(node, "attributes"), "name") ?? "";
}

function strongest(protections: Protection[]): Protection {
  const order: Protection[] = ["on", "unknown", "off", "unavailable"];
  return order.find((protection) => protections.includes(protection)) ?? "unavailable";
}

function toRecovery({ identity }: Session): Pick<SecurityState, "recovery" | "unverifiedAddress"> {
  const verifiable = identity?.verifiable_addresses ?? [];
  const recoverable = (identity?.recovery_addresses ?? []).map(({ value }) => value);
  const unverifiedAddress = verifiable.find(({ verified }) => !verified)?.value;
  const verified = new Set(verifiable.filter((known) => known.verified).map(({ value }) => value));
  const isVerified = recoverable.some((value) => verified.has(value));
  const recovery = recoverable.length === 0 ? "none" : isVerified ? "verified" : "unverified";
  return { recovery, ...(unverifiedAddress !== undefined && { unverifiedAddress }) };
}
