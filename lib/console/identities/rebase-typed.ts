/** A person's form that met somebody else's change: its fields that were not touched show what is there now. */

import { read } from "@/lib/json";
import type { FormProblems } from "../forms/form";
import { readSeen } from "../forms/seen";
import { rebaseFields, rebaseText } from "../patch/rebase";
import { carryTraits } from "../traits/carry-traits";
import { toFields, toTraitTree } from "../traits/trait-tree";
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
  const toShown = (traits: unknown) =>
    Object.fromEntries(toFields(toTraitTree(schema, traits, isNew)).map(({ name, text }) => [name, text]));
  return rebaseFields(toShown(seen), typed, toShown(now));
}
