/** Makes an account, with nothing to sign in by: its person sets that up by a recovery, or signs in by code. */

import { z } from "zod";
import { readString } from "@/lib/json";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { hasInexactNumber, parseObject } from "../patch/members-patch";
import { createIdentity } from "./identities.server";

export const CREATE_FIELDS = ["traits", "reason"] as const;

/** @param schema its id */
export function toCreateIdentityAct(schema: string): AnyAct {
  return defineAct({
    operation: "identity.create",
    subject: { kind: "schema", id: schema },
    summary: `Make an account of the kind ${schema}.`,
    fields: z.object({
      traits: z.string().max(50_000, "is too long"),
      reason: z.string().max(500, "is longer than 500 characters").optional(),
    }),
    async run(operator, { traits: text }) {
      const traits = parseObject(text);
      if (!traits) throw new ActRefused("Nothing was made.", { traits: "This is no JSON object." });
      if (hasInexactNumber(traits))
        throw new ActRefused("Nothing was made.", {
          traits: "A number here is larger than JSON keeps exactly: it would become another.",
        });
      const made = await createIdentity(operator, schema, traits);
      const id = readString(made, "id") ?? "";
      return { after: { id, schema, traits }, next: `/identities/${id}` };
    },
  });
}
