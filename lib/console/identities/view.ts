/** Turns Kratos' identities into what the console shows of them. */

import { isRecord, read, readList, readString } from "@/lib/json";
import type { ActFormView } from "../forms/form";
import { toPersonLabel } from "../people/label";
import type { TraitNode } from "../traits/trait-tree";

export interface IdentityRow {
  id: string;
  /** An address or, without one, the id. */
  person: string;
  isActive: boolean;
  schema: string;
  createdAt?: string;
}

interface CredentialView {
  type: string;
  identifiers: readonly string[];
  createdAt?: string;
  updatedAt?: string;
}

interface AddressView {
  value: string;
  via: string;
  isVerified: boolean;
  verifiedAt?: string;
}

export interface IdentityDetails extends IdentityRow {
  updatedAt?: string;
  stateChangedAt?: string;
  traits: unknown;
  metadata: { public: unknown; admin: unknown };
  credentials: readonly CredentialView[];
  addresses: readonly AddressView[];
  recoveryAddresses: readonly string[];
}

/** Two ways to write traits. */
export interface EditTraitsView {
  /** Stands for the traits that the forms show: a save is refused where they changed meanwhile. */
  seen: string;
  /** By the schema's fields; absent where the schema is not known, or has none that a form can hold. */
  byFields?: { form: ActFormView; nodes: readonly TraitNode[] };
  asJson: ActFormView;
}

/** The forms of its page that the operator's role, and its own state, allow. */
export interface IdentityForms {
  edit?: EditTraitsView;
  metadata?: { form: ActFormView; seen: string };
  verify?: ActFormView;
  /** With what can be removed. */
  removeCredential?: { form: ActFormView; choices: readonly { value: string; label: string }[] };
  recovery?: ActFormView;
  recoveryLink?: ActFormView;
  endSessions?: ActFormView;
  /** With the app to choose. */
  revoke?: ActFormView;
  block?: ActFormView;
  unblock?: ActFormView;
  delete?: ActFormView;
}

export function toIdentityRow(raw: unknown): IdentityRow {
  return {
    id: readString(raw, "id") ?? "",
    person: toPersonLabel(raw),
    isActive: readString(raw, "state") !== "inactive",
    schema: readString(raw, "schema_id") ?? "",
    createdAt: readString(raw, "created_at"),
  };
}

export function toIdentityDetails(raw: unknown): IdentityDetails {
  return {
    ...toIdentityRow(raw),
    updatedAt: readString(raw, "updated_at"),
    stateChangedAt: readString(raw, "state_changed_at"),
    traits: read(raw, "traits") ?? {},
    metadata: {
      public: read(raw, "metadata_public") ?? {},
      admin: read(raw, "metadata_admin") ?? {},
    },
    credentials: toCredentials(read(raw, "credentials")),
    addresses: readList(raw, "verifiable_addresses").map((address) => ({
      value: readString(address, "value") ?? "",
      via: readString(address, "via") ?? "",
      isVerified: read(address, "verified") === true,
      verifiedAt: readString(address, "verified_at"),
    })),
    recoveryAddresses: readList(raw, "recovery_addresses").flatMap(
      (address) => readString(address, "value") ?? [],
    ),
  };
}

/** Types, identifiers and dates: what else a credential holds is left where it is (threat C11). */
function toCredentials(credentials: unknown): CredentialView[] {
  if (!isRecord(credentials)) return [];
  return Object.entries(credentials).map(([type, credential]) => ({
    type,
    identifiers: readList(credential, "identifiers").filter(
      (item): item is string => typeof item === "string",
    ),
    createdAt: readString(credential, "created_at"),
    updatedAt: readString(credential, "updated_at"),
  }));
}

/** The identity as Kratos has it, with no credential's own configuration, whatever a server sends (threat C25). */
export function withoutSecrets(raw: unknown): unknown {
  if (!isRecord(raw)) return raw;
  const { credentials: _, ...rest } = raw;
  return { ...rest, credentials: toCredentials(raw.credentials) };
}
