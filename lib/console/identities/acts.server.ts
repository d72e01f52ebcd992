/** What an operator can do to one identity. */

import { z } from "zod";
import { type Json, toRecord } from "@/lib/json";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { toSeen } from "../forms/seen";
import { toRevokeAct, toRevokeAllAct } from "../grants/acts.server";
import { TOO_DEEP, toMembersPatch, touchesTooDeep } from "../patch/members-patch";
import { deleteIdentitySessions } from "../sessions/sessions.server";
import { atFields, readTraits } from "../traits/read-traits.server";
import { traitValues } from "../traits/trait-values";
import { toAccessActs } from "./access-acts.server";
import { changeIdentity } from "./change.server";
import { toInvitationAct } from "./invitation-act.server";
import { toRecoveryActs } from "./recovery-acts.server";
import { toRepairActs } from "./repair-acts.server";
import type { IdentityDetails } from "./view";

const reasonOnly = z.object({ reason });

/** @param identity as it was just read: what the operator's forms are compared with */
export function toIdentityActs(identity: IdentityDetails): AnyAct[] {
  const { id, person } = identity;
  const subject = { kind: "identity", id };
  const next = `/identities/${id}`;
  return [
    toTraitsAct(identity),
    ...toRepairActs(identity),
    toInvitationAct(identity),
    ...toRecoveryActs(identity),
    ...toAccessActs(identity),
    toRevokeAct(identity, next),
    toRevokeAllAct(identity, next),
    defineAct({
      operation: "sessions.delete",
      subject,
      summary: `Delete all sessions of ${person}, with their history.`,
      fields: reasonOnly,
      typed: "sign out",
      async run(operator) {
        await deleteIdentitySessions(operator, id);
        return { next };
      },
    }),
  ];
}

function toTraitsAct(identity: IdentityDetails): AnyAct {
  const { id, person, schema } = identity;
  const before = toRecord(identity.traits);
  return defineAct({
    operation: "identity.edit",
    subject: { kind: "identity", id },
    summary: `Change the traits of ${person}.`,
    fields: z.object({ seen: z.string(), reason }).catchall(traitValues),
    readBefore: async () => ({ traits: before }),
    async run(operator, { seen, reason: _, ...values }) {
      if (seen !== toSeen(before)) throw new ActRefused(CHANGED, {}, 409);
      const { traits: after, fields } = await readTraits(operator, schema, values, before);
      const patch = toSafePatch(before, after);
      await atFields(fields, changeIdentity(operator, identity, { patch, members: { traits: after } }));
      return { after: { traits: after }, next: `/identities/${id}` };
    },
  });
}

const CHANGED =
  "Somebody changed these traits while you were writing. What they are now stands above; what you changed is kept below, and the rest is as it is now.";

/** @throws ActRefused for no change, and for one that would lose what lies too deep */
function toSafePatch(before: Json, after: Json) {
  if (touchesTooDeep(before, after)) throw new ActRefused(TOO_DEEP);
  const patch = toMembersPatch("/traits", before, after);
  if (patch.length === 0)
    throw new ActRefused("Nothing was changed.", { traits: "These are the traits as they are." });
  return patch;
}
