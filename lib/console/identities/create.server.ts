/** Makes an account, with nothing to sign in by: its person sets that up by a recovery, or signs in by code. */

import { z } from "zod";
import { readString } from "@/lib/json";
import { type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { atFields, readTraits } from "../traits/read-traits.server";
import { traitValues } from "../traits/trait-values";
import { createIdentity } from "./identities.server";

/** @param schema its id */
export function toCreateIdentityAct(schema: string): AnyAct {
  return defineAct({
    operation: "identity.create",
    subject: { kind: "schema", id: schema },
    summary: `Make an account of the kind ${schema}.`,
    fields: z
      .object({
        reason,
      })
      .catchall(traitValues),
    async run(operator, { reason: _, ...values }) {
      const { traits, fields } = await readTraits(operator, schema, values, undefined);
      const made = await atFields(fields, createIdentity(operator, schema, traits));
      const id = readString(made, "id") ?? "";
      return { after: { id, schema, traits }, made: { kind: "identity", id }, next: `/identities/${id}` };
    },
  });
}
