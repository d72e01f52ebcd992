/** What can be done to several accounts at once. */

import type { Permission, Role } from "../operator/permissions";
import { isAllowed } from "../operator/permissions";

/** More than these are confirmed by typing how many they are. */
export const CONFIRM_ABOVE = 20;

interface BulkRule {
  label: string;
  permission: Permission;
  /** The act of one account's own page that is done to each. */
  operation: "identity.block" | "identity.unblock" | "sessions.delete" | "identity.delete";
}

export const BULK_ACTS = {
  "sign-out": {
    label: "Sign out everywhere",
    permission: "sessions.end",
    operation: "sessions.delete",
  },
  block: { label: "Block everywhere", permission: "identities.block", operation: "identity.block" },
  unblock: { label: "Let them sign in again", permission: "identities.block", operation: "identity.unblock" },
  delete: { label: "Delete everywhere", permission: "identities.delete", operation: "identity.delete" },
} as const satisfies Readonly<Record<string, BulkRule>>;

export type BulkAct = keyof typeof BULK_ACTS;

export function isBulkAct(name: string): name is BulkAct {
  return Object.hasOwn(BULK_ACTS, name);
}

/** Those that a role may choose from. */
export function toBulkChoices(role: Role): { value: string; label: string }[] {
  return Object.entries(BULK_ACTS).flatMap(([value, { label, permission }]) =>
    isAllowed(role, permission) ? [{ value, label }] : [],
  );
}
