/** What support does to an account day by day: a lost second factor, an address that never got its mail, metadata. */

import { DeleteIdentityCredentialsTypeEnum, type JsonPatch } from "@ory/client-fetch";
import { z } from "zod";
import { hasHugeNumber } from "@/lib/exact-number";
import { isRecord, type Json } from "@/lib/json";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { atMost, JSON_LIMIT } from "../forms/at-most";
import { reason } from "../forms/reason";
import { toSeen } from "../forms/seen";
import { isDeepEqual } from "../patch/is-deep-equal";
import { parseObject, parseValue, TOO_DEEP, toNoObjectProblem, touchesTooDeep } from "../patch/members-patch";
import { changeIdentity } from "./change.server";
import { toCredentialName } from "./credential-names";
import { deleteCredential, patchIdentity } from "./identities.server";
import { type IdentityDetails, toIdentityDetails } from "./view";

/** Those that Kratos removes; the others are a first factor, which it refuses. */
const REMOVABLE = ["totp", "lookup_secret", "webauthn", "oidc"] as const;

/** Stands between a provider's credential and which of them it is. */
const SEPARATOR = " ";

/** What can be removed, as the values of a choice: a type, or `oidc` and the identifier. */
export function toRemovable({ credentials }: IdentityDetails): { value: string; label: string }[] {
  return credentials.flatMap(({ type, identifiers }) => {
    if (!REMOVABLE.some((known) => known === type)) return [];
    if (type !== "oidc") return [{ value: type, label: toCredentialName(type) }];
    return identifiers.map((identifier) => ({
      value: `oidc${SEPARATOR}${identifier}`,
      label: `${toCredentialName("oidc")}: ${identifier}`,
    }));
  });
}

export function toRepairActs(identity: IdentityDetails): AnyAct[] {
  return [toVerifyAct(identity), toRemoveAct(identity), toMetadataAct(identity)];
}

function toVerifyAct({ id, person, addresses, traits, metadata }: IdentityDetails): AnyAct {
  return defineAct({
    operation: "identity.verify",
    subject: { kind: "identity", id },
    summary: `Count an address of ${person} as verified.`,
    fields: z.object({ address: z.string(), reason }),
    async run(operator, { address }) {
      const index = addresses.findIndex(({ value }) => value === address);
      if (index < 0) throw new ActRefused("There is no such address any more.", {}, 409);
      if (addresses[index]?.isVerified) throw new ActRefused("This address is verified already.", {}, 409);
      if (hasHugeNumber([traits, metadata])) throw new ActRefused(HUGE);
      const at = `/verifiable_addresses/${index}`;
      // With the address: what took its place meanwhile would count as verified, and nobody has looked at that.
      const patched = await patchIdentity(operator, id, [
        { op: "replace", path: `${at}/value`, value: address },
        { op: "replace", path: `${at}/verified`, value: true },
        { op: "replace", path: `${at}/status`, value: "completed" },
        { op: "replace", path: `${at}/verified_at`, value: new Date().toISOString() },
      ]);
      const isDone = toIdentityDetails(patched).addresses.some(
        ({ value, isVerified }) => value === address && isVerified,
      );
      return isDone
        ? { after: { verified: address }, next: `/identities/${id}` }
        : { after: { verified: "none" }, receipt: toGoneReceipt(id, address) };
    },
  });
}

const HUGE =
  "A number in this account's traits or metadata is larger than Kratos can hold: it counts no address as verified until that number is another.";

/** Kratos drops an address that the traits do not name any more. */
function toGoneReceipt(id: string, address: string) {
  return {
    title: "No address was counted as verified",
    lead: "The account's addresses changed at the same moment.",
    steps: [{ label: `Kratos: ${address} counts as verified`, result: "failed" as const }],
    links: [{ path: `/identities/${id}`, label: "Look at it now" }],
  };
}

function toRemoveAct(identity: IdentityDetails): AnyAct {
  const { id, person } = identity;
  return defineAct({
    operation: "credential.delete",
    subject: { kind: "identity", id },
    summary: `Remove a way to sign in of ${person}.`,
    fields: z.object({ credential: z.string(), reason }),
    readBefore: async () => ({ credentials: identity.credentials.map(({ type }) => type) }),
    async run(operator, { credential }) {
      if (!toRemovable(identity).some(({ value }) => value === credential))
        throw new ActRefused("There is no such way to sign in any more.", {}, 409);
      const [type = "", ...rest] = credential.split(SEPARATOR);
      const known = Object.values(DeleteIdentityCredentialsTypeEnum).find((value) => value === type);
      if (!known) throw new ActRefused("Kratos removes no such way to sign in.");
      await deleteCredential(operator, id, known, rest.join(SEPARATOR) || undefined);
      return { after: { removed: credential }, next: `/identities/${id}` };
    },
  });
}

function toMetadataAct(identity: IdentityDetails): AnyAct {
  const { id, person, metadata } = identity;
  return defineAct({
    operation: "identity.edit-metadata",
    subject: { kind: "identity", id },
    summary: `Change the metadata of ${person}.`,
    fields: z.object({
      metadata_public: z.string().max(...atMost(JSON_LIMIT)),
      metadata_admin: z.string().max(...atMost(JSON_LIMIT)),
      seen: z.string(),
      reason,
    }),
    readBefore: async () => metadata,
    async run(operator, { seen, ...fields }) {
      const after = readMetadata(fields, metadata);
      if (seen !== toSeen(metadata)) throw new ActRefused(CHANGED, {}, 409);
      if (touchesTooDeep(metadata, after)) throw new ActRefused(TOO_DEEP);
      const changed = (["public", "admin"] as const).filter(
        (name) => !isDeepEqual(after[name], metadata[name]),
      );
      if (changed.length === 0) throw new ActRefused("Nothing was changed.");
      const patch = changed.map(
        (name): JsonPatch => ({ op: "replace", path: `/metadata_${name}`, value: after[name] }),
      );
      const members = {
        ...(changed.includes("public") && { metadata_public: after.public }),
        ...(changed.includes("admin") && { metadata_admin: after.admin }),
      };
      await changeIdentity(operator, identity, { patch, members });
      return { after, next: `/identities/${id}` };
    },
  });
}

/**
 * @param fields of the form; what is empty is no metadata
 * @param before what they began with: Kratos takes any JSON for metadata, and the form is drawn of what it has
 * @throws ActRefused at its field
 */
export function readMetadata(fields: Json, before: IdentityDetails["metadata"]) {
  return {
    public: toMetadata("public", fields, before.public),
    admin: toMetadata("admin", fields, before.admin),
  };
}

function toMetadata(name: "public" | "admin", fields: Json, before: unknown): unknown {
  const text = String(fields[`metadata_${name}`] ?? "").trim() || "{}";
  const value = isRecord(before) ? parseObject(text) : parseValue(text);
  if (value !== undefined) return value;
  throw new ActRefused("Nothing was saved.", { [`metadata_${name}`]: toNoObjectProblem(text) });
}

const CHANGED =
  "Somebody changed this metadata while you were writing. What you changed is kept below, and the rest is as it is now.";
