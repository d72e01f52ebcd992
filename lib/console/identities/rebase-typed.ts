/** A person's form that met somebody else's change: its fields that were not touched show what is there now. */

import { parseExactly } from "@/lib/exact-number";
import { read } from "@/lib/json";
import type { FormProblems } from "../forms/form";
import { readSeen } from "../forms/seen";
import { rebaseFields, rebaseText } from "../patch/rebase";
import { carryTraits } from "../traits/carry-traits";
import { type TraitField, toFields, toTraitTree } from "../traits/trait-tree";
import type { IdentityDetails } from "./view";

/** @param identity as it is now @param schema of its traits; where it moves, of those that it is to have */
export function rebaseTypedIdentity(
  problems: FormProblems,
  { traits, metadata }: IdentityDetails,
  schema: unknown,
): FormProblems {
  const { operation, typed } = problems;
  const seen = readSeen(problems);
  if (seen === undefined) return problems;
  if (operation === "identity.edit") return { ...problems, typed: rebaseTraits(typed, seen, traits, schema) };
  if (operation === "identity.move") {
    const carried = (of: unknown) => carryTraits(schema, read(of, "traits"));
    return { ...problems, typed: rebaseTraits(typed, carried(seen), carried({ traits }), schema, true) };
  }
  if (operation !== "identity.edit-metadata") return problems;
  const toText = (name: "public" | "admin") =>
    rebaseText(read(seen, name), typed[`metadata_${name}`] ?? "", metadata[name]);
  return {
    ...problems,
    typed: { ...typed, metadata_public: toText("public"), metadata_admin: toText("admin") },
  };
}

function rebaseTraits(
  typed: FormProblems["typed"],
  seen: unknown,
  now: unknown,
  schema: unknown,
  isNew = false,
): Record<string, string> {
  if (typed.traits !== undefined) return { ...typed, traits: rebaseText(seen, typed.traits, now) };
  const [before, after] = [seen, now].map((traits) => toFields(toTraitTree(schema, traits, isNew)));
  return { ...rebaseFields(toTexts(before), typed, toTexts(after)), ...rebaseJson(before, typed, after) };
}

const toTexts = (fields: readonly TraitField[] = []) =>
  Object.fromEntries(fields.map(({ name, text }) => [name, text]));

/** By what is in them: what was seen is kept in another order of members than its form showed. */
function rebaseJson(
  seen: readonly TraitField[] = [],
  typed: FormProblems["typed"],
  now: readonly TraitField[] = [],
): Record<string, string> {
  const isJson = ({ name, type }: TraitField) => type === "json" && typed[name];
  const before = new Map(seen.filter(isJson).map(({ name, text }) => [name, parseExactly(text)]));
  return Object.fromEntries(
    now
      .filter((field) => isJson(field) && before.has(field.name))
      .map(({ name, text }) => [name, rebaseText(before.get(name), typed[name] ?? "", parseExactly(text))]),
  );
}
