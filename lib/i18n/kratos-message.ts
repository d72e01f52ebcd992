/** Reads a message as Kratos sends it (`uiText`): what it lacks, or says in another shape, counts as not said. */

import { z } from "zod";
import { isRecord, type Json } from "@/lib/json";

const text = z.string().min(1).optional().catch(undefined);

/** Never fails for an object. @see https://github.com/ory/kratos/blob/v1.3.1/text/types.go */
export const kratosMessage = z.object({
  id: z.number().optional().catch(undefined),
  text,
  type: z.enum(["info", "success", "error"]).catch("info"),
  /** What the sentence's places are filled with, under names of Kratos' own; whatever anyone typed may stand there. */
  context: z.custom<Json>(isRecord).optional().catch(undefined),
});

export type KratosMessage = z.infer<typeof kratosMessage>;

/** Messages as Kratos lists them, without what is no object. */
export const kratosMessages = z
  .array(kratosMessage.optional().catch(undefined))
  .catch([])
  .transform((messages) => messages.filter((message) => message !== undefined));

const secrets = z.object({ secrets: kratosMessages });
const credential = z.object({
  provider: text,
  display_name: text,
  added_at_unix: z.number().optional().catch(undefined),
});

/** The backup codes of a text, each a message; a used one says when, in place of the code. */
export function readSecrets({ context = {} }: KratosMessage): KratosMessage[] {
  return secrets.parse(context).secrets;
}

/** What a button's label says of the credential that it is about; times in seconds since 1970. */
export function readCredential({ context = {} }: KratosMessage): z.infer<typeof credential> {
  return credential.parse(context);
}
