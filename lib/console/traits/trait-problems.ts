/** Says at which field of a form traits do not fit: by the schema, before they are sent, and by Kratos' refusal. */

import { toNearNumbers } from "@/lib/exact-number";
import { read } from "@/lib/json";
import { toTokens } from "@/lib/json-pointer";
import { compileTraits } from "../schemas/compile";
import type { TraitField } from "./trait-tree";

/**
 * By the field's name. What fits no field is left to Kratos, whose judgement counts.
 * @param schema as Kratos has it; one that cannot be read here finds nothing
 */
export function findTraitProblems(
  schema: unknown,
  fields: readonly TraitField[],
  traits: unknown,
): Record<string, string> {
  const validate = compileTraits(schema, { allErrors: true });
  if (!validate || validate({ traits: toNearNumbers(traits) })) return {};
  const found: Record<string, string> = {};
  for (const { instancePath, keyword, params, message } of validate.errors ?? []) {
    const missing = keyword === "required" ? read(params, "missingProperty") : undefined;
    const path = [...toTokens(instancePath).slice(1), ...(typeof missing === "string" ? [missing] : [])];
    const field = findField(fields, path);
    if (field) found[field.name] ??= missing === undefined ? toSentence(message) : "Fill this in.";
  }
  return found;
}

/**
 * Kratos names what it refuses: `I[#/traits/email] S[#/properties/…] "x" is not valid "email"`, once for each.
 * @param text of its refusal
 */
export function findRefusedFields(text: string, fields: readonly TraitField[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, pointer = "", , message = ""] of text.slice(0, REFUSAL_LIMIT).matchAll(REFUSED)) {
    const missing = [...message.matchAll(/missing properties: (.+)/g)].flatMap(([, names = ""]) =>
      [...names.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name),
    );
    const path = toTokens(pointer);
    for (const one of missing.length > 0 ? missing.map((name) => [...path, name]) : [path]) {
      const field = findField(fields, one);
      if (field) found[field.name] ??= missing.length > 0 ? "Fill this in." : `Kratos: ${message.trim()}`;
    }
  }
  return found;
}

/** Of a refusal that is read, in characters: Kratos may repeat in it whatever was sent. */
const REFUSAL_LIMIT = 10_000;

const REFUSED = /I\[#\/traits([^\]]*)\] S\[([^\]]*)\] ([^\n]*?)(?=\s?I\[#|\n|$)/g;

/** The field of a trait, or of the one that it is an item of. */
function findField(fields: readonly TraitField[], path: readonly string[]): TraitField | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length);
    const field = fields.find((each) => isSamePath(each.path, part));
    if (field) return field;
  }
  return undefined;
}

const isSamePath = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((name, index) => name === other[index]);

function toSentence(message = "does not fit the schema"): string {
  return `It ${message.replace("must NOT", "must not")}.`;
}
