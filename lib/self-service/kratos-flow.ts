/**
 * Reads a self-service flow as Kratos sends it, once: inside it is typed. What is unknown is left behind, what has another
 * shape than Kratos' counts as absent, and nothing throws a page away (threats F16, V2).
 */

import { z } from "zod";
import { kratosMessage, kratosMessages } from "@/lib/i18n/kratos-message";
import { isRecord, type Json } from "@/lib/json";

const text = z.string().min(1).optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const json = z.custom<Json>(isRecord).optional().catch(undefined);
const message = kratosMessage.optional().catch(undefined);

/** `options` of newer servers: a value, and what it is called. */
const choice = z.object({
  value: z.unknown().optional(),
  label: z
    .union([z.string().min(1), z.object({ text }).transform((label) => label.text)])
    .optional()
    .catch(undefined),
});

const input = {
  id: text,
  name: text,
  type: text,
  value: z.unknown().optional(),
  required: flag,
  disabled: flag,
  autocomplete: text,
  pattern: text,
  maxlength: number,
  options: z.array(choice.optional().catch(undefined)).optional().catch(undefined),
  label: message,
  onclickTrigger: text,
  onloadTrigger: text,
};

/** Of all kinds of nodes together: a kind that Foyer does not know has its name too. */
const anyAttributes = z
  .object({
    ...input,
    node_type: text,
    // a, img, script, text, div
    href: text,
    title: message,
    src: text,
    width: number,
    height: number,
    integrity: text,
    class: text,
    async: flag,
    text: message,
    data: json,
  })
  .catch({});

/** Most nodes are inputs: for them half as much is looked for. */
const attributes: z.ZodType<z.infer<typeof anyAttributes>> = z.union([
  z.object({ node_type: z.literal("input"), ...input }),
  anyAttributes,
]);

/** @see https://github.com/ory/kratos/blob/v1.3.1/ui/node/node.go */
const node = z.object({
  type: text,
  group: text,
  attributes,
  messages: kratosMessages,
  meta: z.object({ label: message }).catch({}),
});

const address = z.looseObject({ value: text, verified: flag, status: text });

/** Whole: the operator's claims may be taken from anywhere in it. */
const identity = z.looseObject({
  id: text,
  schema_id: text,
  traits: json,
  verifiable_addresses: z.array(address.optional().catch(undefined)).optional().catch(undefined),
});

const NO_UI = { messages: [], nodes: [] };

const flow = z.object({
  id: text,
  /** `browser`, or `api` for one that a native app began. */
  type: text,
  state: text,
  active: text,
  return_to: text,
  request_url: text,
  requested_aal: text,
  refresh: flag,
  identity_schema: text,
  oauth2_login_challenge: text,
  organization_id: text,
  identity: identity.optional().catch(undefined),
  ui: z
    .object({
      action: text,
      method: text,
      messages: kratosMessages,
      /** `undefined` for what is no object, which stays in its place. */
      nodes: z.array(node.optional().catch(undefined)).catch([]),
    })
    .catch(NO_UI),
});

const schema = flow.catch({ ui: NO_UI });

export type KratosFlow = z.infer<typeof flow>;
export type KratosNode = z.infer<typeof node>;

/** @param sent JSON of any shape; what is no flow at all is an empty one */
export function parseFlow(sent: unknown): KratosFlow {
  return schema.parse(sent);
}
