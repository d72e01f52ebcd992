/** Moves an account to another schema: traits and schema have to change at once, or neither fits the other. */

import { z } from "zod";
import { isTooDeep } from "@/lib/json";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { toSeen } from "../forms/seen";
import { textIdSchema } from "../ory/ids.server";
import { TOO_DEEP } from "../patch/members-patch";
import { getSchema } from "../schemas/schemas.server";
import { carryTraits } from "../traits/carry-traits";
import { atFields, readMovedTraits } from "../traits/read-traits.server";
import { traitValues } from "../traits/trait-values";
import { replaceIdentity } from "./identities.server";
import type { IdentityDetails } from "./view";

/** Fields of the form beside the traits'. */
export const MOVE_FIELDS = ["schema", "seen", "reason"] as const;

/** What a move writes anew, as the operator saw it. */
export function toMoveSeen({ schema, traits, metadata, isActive }: IdentityDetails): string {
  return toSeen({ schema, traits, metadata, isActive });
}

/** @param identity as it was just read: metadata and state go along as they are */
export function toMoveAct(identity: IdentityDetails): AnyAct {
  const { id, person, schema: from, traits: before, metadata, isActive } = identity;
  return defineAct({
    operation: "identity.move",
    subject: { kind: "identity", id },
    summary: `Make ${person} an account of another kind.`,
    fields: z.object({ schema: textIdSchema, seen: z.string(), reason }).catchall(traitValues),
    readBefore: async () => ({ schema: from, traits: before }),
    async run(operator, { schema, seen, reason: _, ...values }) {
      if (seen !== toMoveSeen(identity)) throw new ActRefused(CHANGED, {}, 409);
      if (schema === from)
        throw new ActRefused("Nothing was saved.", { schema: "It is of this kind already." });
      if ([before, metadata.public, metadata.admin].some((value) => isTooDeep(value)))
        throw new ActRefused(TOO_DEEP);
      const json = await getSchema(operator, schema);
      const { traits, fields } = readMovedTraits(json, values, carryTraits(json, before));
      const replaced = replaceIdentity(operator, id, {
        schema_id: schema,
        traits,
        state: isActive ? "active" : "inactive",
        metadata_public: metadata.public as object,
        metadata_admin: metadata.admin as object,
      });
      await atFields(fields, replaced);
      return { after: { schema, traits }, next: `/identities/${id}` };
    },
  });
}

const CHANGED =
  "Somebody changed this account while you were writing. What you changed is kept below, and the rest is as it is now.";
