/** The keywords of JSON Schema draft 7 that a page can show, read from any JSON: a malformed one counts as absent. */

import { z } from "zod";
import { isRecord, type Json } from "@/lib/json";

const keyword = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);

const text = keyword(z.string());
const number = keyword(z.number());
const count = keyword(z.number().int().min(0));
const list = keyword(z.array(z.unknown()));
const json = keyword(z.custom<Json>(isRecord));

const TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"] as const;

const type = z.enum(TYPES);

/** @see https://json-schema.org/draft-07/json-schema-validation */
const keywords = z.object({
  $id: text,
  $ref: text,
  type: keyword(z.union([type.transform((one) => [one]), z.array(type)])),
  title: text,
  description: text,
  default: z.unknown().optional(),
  examples: list,
  readOnly: keyword(z.boolean()),
  format: text,
  contentMediaType: text,
  enum: list,
  const: z.unknown().optional(),
  minimum: number,
  maximum: number,
  multipleOf: number,
  minLength: count,
  pattern: text,
  items: z.unknown().optional(),
  minItems: count,
  maxItems: count,
  properties: json,
  required: keyword(z.array(z.string())),
  additionalProperties: z.unknown().optional(),
  patternProperties: json,
  dependencies: json,
  allOf: list,
  anyOf: list,
  oneOf: list,
  if: z.unknown().optional(),
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: z.unknown().optional(),
  else: z.unknown().optional(),
  /** Kratos' own keyword: what the trait is used for. */
  "ory.sh/kratos": z.unknown().optional(),
});

export type SchemaType = (typeof TYPES)[number];

export type Keywords = z.output<typeof keywords>;

/** The keywords of one schema object; none of anything else, `true` and `false` among it. */
export function readKeywords(schema: unknown): Keywords {
  return keywords.parse(isRecord(schema) ? schema : {});
}
