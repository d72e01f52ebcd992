/** Moves an account to another schema: traits and schema have to change at once, or neither fits the other. */

import { z } from "zod";
import { toRecord } from "@/lib/json";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { toSeen } from "../forms/seen";
import { textIdSchema } from "../ory/ids.server";
import { type Patch, TOO_DEEP, toMembersPatch, touchesTooDeep } from "../patch/members-patch";
import { getSchema } from "../schemas/schemas.server";
import { carryTraits } from "../traits/carry-traits";
import { atFields, readMovedTraits } from "../traits/read-traits.server";
import { traitValues } from "../traits/trait-values";
import { changeIdentity } from "./change.server";
import type { IdentityDetails } from "./view";

/** Fields of the form beside the traits'. */
export const MOVE_FIELDS = ["schema", "seen", "reason"] as const;

/** What a move writes anew, as the operator saw it. */
export function toMoveSeen({ schema, traits }: IdentityDetails): string {
  return toSeen({ schema, traits });
}

/**
 * @param identity as it was just read. Metadata and state are not sent, so that neither a block nor anything else of the same
 * moment is undone by it
 */
export function toMoveAct(identity: IdentityDetails): AnyAct {
  const { id, person, schema: from, traits: before } = identity;
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
      const json = await getSchema(operator, schema);
      const { traits, fields } = readMovedTraits(json, values, carryTraits(json, before));
      if (touchesTooDeep(toRecord(before), traits)) throw new ActRefused(TOO_DEEP);
      const patch: Patch = [
        { op: "replace", path: "/schema_id", value: schema },
        ...toMembersPatch("/traits", toRecord(before), traits),
      ];
      const members = { schema_id: schema, traits };
      await atFields(fields, changeIdentity(operator, identity, { patch, members }));
      return { after: { schema, traits }, next: `/identities/${id}` };
    },
  });
}

const CHANGED =
  "Somebody changed this account while you were writing. What you changed is kept below, and the rest is as it is now.";
