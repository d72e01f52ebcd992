/** The traits that an operator wrote, by the fields of a schema's form or as JSON: whole, and checked as far as it goes here. */

import { type Json, toRecord } from "@/lib/json";
import { OryError } from "@/lib/ory/error";
import { ActRefused } from "../act/act-definition";
import { toDetail } from "../act/to-failure.server";
import type { Operator } from "../operator/operator";
import { parseObject, toNoObjectProblem } from "../patch/members-patch";
import { getSchema } from "../schemas/schemas.server";
import { mergeEditedTraits } from "./merge-traits";
import { findRefusedFields, findTraitProblems } from "./trait-problems";
import { type TraitField, toFields, toTraitTree } from "./trait-tree";

interface WrittenTraits {
  traits: Json;
  /** None where they came as JSON. */
  fields: readonly TraitField[];
}

/**
 * @param values of the form: `traits` with all of them as JSON, or the fields of the schema's form
 * @param before as the account has them; undefined for one that is to be made
 * @throws ActRefused with what is wrong at which field, OryError
 */
export async function readTraits(
  operator: Operator,
  schemaId: string,
  values: Json,
  before: unknown,
): Promise<WrittenTraits> {
  if (typeof values.traits === "string") return readJson(values.traits);
  return readFields(await getSchema(operator, schemaId), values, { before });
}

/**
 * The same for an account that comes from another schema.
 * @param schema the one that it is to have
 * @param before the traits that the form began with (`carryTraits`)
 * @throws ActRefused
 */
export function readMovedTraits(schema: unknown, values: Json, before: Json): WrittenTraits {
  if (typeof values.traits === "string") return readJson(values.traits);
  return readFields(schema, values, { before, isNew: true });
}

function readJson(text: string): WrittenTraits {
  const traits = parseObject(text);
  if (!traits) throw new ActRefused(NOTHING, { traits: toNoObjectProblem(text) });
  return { traits, fields: [] };
}

function readFields(
  schema: unknown,
  values: Json,
  { before, isNew }: { before: unknown; isNew?: boolean },
): WrittenTraits {
  const nodes = toTraitTree(schema, before, isNew);
  const fields = toFields(nodes);
  if (Object.keys(values).some((name) => !fields.some((field) => field.name === name)))
    throw new ActRefused("The schema changed while you were writing. Nothing was saved.", {}, 409);
  const { traits, problems } = mergeEditedTraits(nodes, toRecord(before), values);
  const all = { ...findTraitProblems(schema, fields, traits), ...problems };
  if (Object.keys(all).length > 0) throw new ActRefused(NOTHING, all);
  return { traits, fields };
}

const NOTHING = "Nothing was saved.";

const CONFLICT = 409;

/** Says Kratos' refusal at the fields that it is about, where it names them. @throws ActRefused, and what `write` throws */
export async function atFields<T>(fields: readonly TraitField[], write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (!(error instanceof OryError) || error.kind !== "status") throw error;
    const refused = error.status === CONFLICT ? findTaken(fields) : findRefused(error, fields);
    if (Object.keys(refused).length === 0) throw error;
    throw new ActRefused(NOTHING, refused, error.status === CONFLICT ? 409 : 422);
  }
}

function findRefused(error: OryError, fields: readonly TraitField[]): Record<string, string> {
  return error.status === 400 ? findRefusedFields(toDetail(error), fields) : {};
}

/** Kratos does not say what is taken: it is known where one trait alone can be. */
function findTaken(fields: readonly TraitField[]): Record<string, string> {
  const [only, ...others] = fields.filter(({ isUnique }) => isUnique);
  return only && others.length === 0 ? { [only.name]: "Another account has this already." } : {};
}
