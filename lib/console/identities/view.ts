/** Turns Kratos' identities into what the console shows of them. */

import { z } from "zod";
import { isRecord } from "@/lib/json";
import type { ActFormView } from "../forms/form";
import { listMember, objectMember, textMember, textsMember } from "../ory/admin-json";
import { toPersonLabel } from "../people/label";
import type { TraitNode } from "../traits/trait-tree";

const unknown = z.unknown().optional();

const row = { id: textMember, state: textMember, schema_id: textMember, created_at: textMember };
const rawRow = objectMember(row);

/** @see https://github.com/ory/kratos/blob/v1.3.1/identity/identity.go */
const rawIdentity = objectMember({
  ...row,
  updated_at: textMember,
  state_changed_at: textMember,
  external_id: textMember,
  traits: unknown,
  metadata_public: unknown,
  metadata_admin: unknown,
  credentials: unknown,
  verifiable_addresses: listMember(
    objectMember({ value: textMember, via: textMember, verified: unknown, verified_at: textMember }),
  ),
  recovery_addresses: listMember(objectMember({ value: textMember })),
});

const rawCredential = objectMember({
  identifiers: textsMember,
  created_at: textMember,
  updated_at: textMember,
});

export interface IdentityRow {
  id: string;
  /** An address or, without one, the id. */
  person: string;
  /** Undefined of an account that is listed by its id alone. */
  isActive?: boolean;
  schema: string;
  createdAt?: string;
}

interface CredentialView {
  type: string;
  identifiers: readonly string[];
  createdAt?: string;
  /** Of the last change of anything of the account: Kratos v1.3 writes every credential anew with each. */
  updatedAt?: string;
}

interface AddressView {
  value: string;
  via: string;
  isVerified: boolean;
  verifiedAt?: string;
}

export interface IdentityDetails extends IdentityRow {
  isActive: boolean;
  /** Of its last change, whatever was changed. */
  updatedAt?: string;
  stateChangedAt?: string;
  /** The account's id at another system, which a later Kratos keeps. */
  externalId?: string;
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
  /** With the addresses to choose from. */
  invitation?: { form: ActFormView; addresses: readonly string[] };
  recovery?: ActFormView;
  recoveryLink?: ActFormView;
  endSessions?: ActFormView;
  /** With the app to choose. */
  revoke?: ActFormView;
  revokeAll?: ActFormView;
  block?: ActFormView;
  unblock?: ActFormView;
  delete?: ActFormView;
}

export function toIdentityRow(raw: unknown): IdentityRow {
  const { id = "", state, schema_id: schema = "", created_at } = rawRow.parse(raw);
  const isActive = state === undefined ? undefined : state !== "inactive";
  return { id, person: toPersonLabel(raw), isActive, schema, createdAt: created_at };
}

export function toIdentityDetails(raw: unknown): IdentityDetails {
  const identity = rawIdentity.parse(raw);
  const credentials = toCredentials(identity.credentials);
  return {
    ...toIdentityRow(raw),
    isActive: identity.state !== "inactive",
    updatedAt: toLatest([identity.updated_at, ...credentials.map(({ updatedAt }) => updatedAt)]),
    stateChangedAt: identity.state_changed_at,
    externalId: identity.external_id,
    traits: identity.traits ?? {},
    metadata: { public: identity.metadata_public ?? {}, admin: identity.metadata_admin ?? {} },
    credentials,
    addresses: identity.verifiable_addresses.map(({ value = "", via = "", verified, verified_at }) => ({
      value,
      via,
      isVerified: verified === true,
      verifiedAt: verified_at,
    })),
    recoveryAddresses: identity.recovery_addresses.flatMap(({ value }) => value ?? []),
  };
}

/** Kratos v1.3 leaves an account's own date as it was made; its credentials' tell of each change. */
function toLatest(times: readonly (string | undefined)[]): string | undefined {
  const known = times.flatMap((time) => (time !== undefined && !Number.isNaN(Date.parse(time)) ? time : []));
  return known.toSorted((one, other) => Date.parse(other) - Date.parse(one))[0];
}

/** Types, identifiers and dates: what else a credential holds is left where it is (threat C11). */
function toCredentials(credentials: unknown): CredentialView[] {
  if (!isRecord(credentials)) return [];
  return Object.entries(credentials).map(([type, credential]) => {
    const { identifiers, created_at, updated_at } = rawCredential.parse(credential);
    return { type, identifiers, createdAt: created_at, updatedAt: updated_at };
  });
}

/** The identity as Kratos has it, with no credential's own configuration, whatever a server sends (threat C25). */
export function withoutSecrets(raw: unknown): unknown {
  if (!isRecord(raw)) return raw;
  const { credentials: _, ...rest } = raw;
  return { ...rest, credentials: toCredentials(raw.credentials) };
}
