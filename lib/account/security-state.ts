/** Turns a session, and the settings flow when there is one, into how well an account is protected and what to do next. */

import type { Session } from "@ory/client-fetch";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { findMethod, listMethods } from "@/lib/self-service/method-facts";
import type { Protects } from "@/lib/self-service/methods";
import { isTraitName } from "@/lib/self-service/schema/trait-name";
import { listUnverified } from "@/lib/self-service/unverified-addresses";

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
  /** An authenticator app or a security key as second factor, or a code by message that this session was opened with. */
  secondFactor: Protection;
  passkey: Protection;
  backupCodes: Protection;
  /** Whether a way back in exists, and Kratos has seen that it works; unavailable where recovery is switched off, or no trait holds an address. */
  recovery: "verified" | "unverified" | "none" | "unavailable";
  /** The addresses that `recovery` is about: those that work, else those that may not. */
  recoveryAddresses: string[];
  /** The address that `verify-address` is about; absent where verification is switched off. */
  unverifiedAddress?: string;
  /** The one thing that would help most now; its words are `account.next.<step>.*`. */
  next: SecurityStep;
}

/** What is known beside the session. */
export interface SecurityFacts {
  /** Nodes of a settings flow; without them only what this session used is known. */
  settings?: KratosFlow["ui"]["nodes"];
  /** Both `true` unless the operator switched the flow off: then nothing is asked for that could not be done. */
  canVerify?: boolean;
  canRecover?: boolean;
}

export function toSecurityState(session: Session, facts: SecurityFacts = {}): SecurityState {
  const { settings, canVerify = true, canRecover = true } = facts;
  const find = (protects: Protects) =>
    strongest(
      listMethods(({ credential }) => credential?.protects === protects).map((method) =>
        toProtection(method, session, settings),
      ),
    );
  const { unverifiedAddress, ...recovery } = toRecovery(session);
  const state = {
    secondFactor: hasStepByMessage(session) ? "on" : find("secondFactor"),
    passkey: find("passkey"),
    backupCodes: find("backupCodes"),
    ...recovery,
    ...(canVerify && unverifiedAddress !== undefined && { unverifiedAddress }),
    ...((!canRecover || (recovery.recovery === "none" && settings && !mayHoldAddress(settings))) && {
      recovery: "unavailable" as const,
    }),
  };
  return { ...state, next: toNextStep(state) };
}

/** Kratos keeps no credential of a code by message as second step, and its settings say nothing of it. */
function hasStepByMessage({ authentication_methods: used = [] }: Session): boolean {
  return used.some(({ method, aal }) => method === "code" && aal === "aal2");
}

/** In the order in which they keep people from losing, then from being robbed of, their account. */
const STEPS: [SecurityStep, (state: Omit<SecurityState, "next">) => boolean][] = [
  ["verify-address", ({ unverifiedAddress }) => unverifiedAddress !== undefined],
  ["add-recovery", ({ recovery }) => recovery === "none"],
  ["add-second-factor", ({ secondFactor, passkey }) => secondFactor === "off" && passkey !== "on"],
  ["save-backup-codes", ({ secondFactor, backupCodes }) => secondFactor === "on" && backupCodes === "off"],
  ["add-passkey", ({ passkey }) => passkey === "off"],
];

function toNextStep(state: Omit<SecurityState, "next">): SecurityStep {
  return STEPS.find(([, applies]) => applies(state))?.[0] ?? "nothing";
}

function toProtection(method: string, session: Session, settings: SecurityFacts["settings"]): Protection {
  const used = (session.authentication_methods ?? []).filter((one) => one.method === method);
  const known = settings ? toOffered(method, settings) : used.length > 0 ? "on" : "unknown";
  // Whether what may stand alone is a second step, just the session tells.
  const isUncertain = findMethod(method).credential?.mayStandAlone && !used.some(({ aal }) => aal === "aal2");
  return known === "on" && isUncertain ? "unknown" : known;
}

function toOffered(method: string, settings: KratosFlow["ui"]["nodes"]): Protection {
  const { on = [], off = [] } = findMethod(method).credential ?? {};
  const names = settings.flatMap((node) => (node?.group === method ? [node.attributes.name ?? ""] : []));
  if (on.some((name) => names.includes(name))) return "on";
  return off.some((name) => names.includes(name)) ? "off" : "unavailable";
}

function strongest(protections: Protection[]): Protection {
  const order: Protection[] = ["on", "unknown", "off", "unavailable"];
  return order.find((protection) => protections.includes(protection)) ?? "unavailable";
}

/** Controls that hold no address. A text may be the list of addresses that has none yet, but not one that is filled in. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  "hidden",
  "checkbox",
  "number",
  "date",
  "datetime-local",
  "url",
]);

/** Whether the settings ask for anything that may become an address to recover by: schemas of user names alone have none. */
function mayHoldAddress(settings: KratosFlow["ui"]["nodes"]): boolean {
  return settings.some((node) => {
    const { name = "", type = "text", value } = node?.attributes ?? {};
    if (!isTraitName(name) || OTHER_TYPES.has(type)) return false;
    return type !== "text" || value === undefined || value === "";
  });
}

type Recovery = Pick<SecurityState, "recovery" | "recoveryAddresses" | "unverifiedAddress">;

function toRecovery({ identity }: Session): Recovery {
  const verifiable = identity?.verifiable_addresses ?? [];
  const recoverable = (identity?.recovery_addresses ?? []).map(({ value }) => value);
  const verified = new Set(verifiable.filter((known) => known.verified).map(({ value }) => value));
  const working = recoverable.filter((value) => verified.has(value));
  const unverified = listUnverified(verifiable).map(({ value }) => value);
  // The way back in first: it is lost with the password, another address is not.
  const unverifiedAddress = unverified.find((value) => recoverable.includes(value)) ?? unverified[0];
  const recovery = recoverable.length === 0 ? "none" : working.length > 0 ? "verified" : "unverified";
  return {
    recovery,
    recoveryAddresses: working.length > 0 ? working : recoverable,
    ...(unverifiedAddress !== undefined && { unverifiedAddress }),
  };
}
