/** The traits of an account as another schema can hold them: what that schema does not name, or cannot hold, is left behind. */

import { toNearNumbers } from "@/lib/exact-number";
import { isRecord, type Json, read, toRecord } from "@/lib/json";
import { toTokens } from "@/lib/json-pointer";
import { compileTraits } from "../schemas/compile";

/** Of values that cannot stand there at all; one that is merely wrong is shown in its field, to be put right. */
const UNHELD = new Set(["type", "enum", "const"]);

/** @param schema the other one, whole */
export function carryTraits(schema: unknown, traits: unknown): Json {
  const root = read(read(schema, "properties"), "traits");
  const named = toRecord(toNamed(root, toRecord(traits)));
  const validate = compileTraits(schema, { allErrors: true });
  if (!validate || validate({ traits: toNearNumbers(named) })) return named;
  const unheld = (validate.errors ?? []).filter(({ keyword }) => UNHELD.has(keyword));
  return unheld.reduce<Json>((held, { instancePath }) => without(held, toPath(instancePath)), named);
}

/** Members that the schema names; of what says nothing of its members, all. */
function toNamed(schema: unknown, value: unknown): unknown {
  const properties = toRecord(read(schema, "properties"));
  if (!isRecord(value) || Object.keys(properties).length === 0) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => Object.hasOwn(properties, name))
      .map(([name, member]) => [name, toNamed(properties[name], member)]),
  );
}

/** RFC 6901, as far as it leads through objects: a list that holds a wrong item goes whole. */
function toPath(pointer: string): string[] {
  return toTokens(pointer).slice(1);
}

function without(value: Json, [name, ...rest]: readonly string[]): Json {
  if (name === undefined || !Object.hasOwn(value, name)) return value;
  const { [name]: member, ...others } = value;
  if (rest.length === 0 || !isRecord(member)) return others;
  return { ...value, [name]: without(member, rest) };
}
