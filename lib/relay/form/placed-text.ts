/** A text among a person's traits and where it stands, so that what a form changes can be told from what it repeats. */

import { isRecord, parseJson } from "@/lib/json";
import { isIndex, isTraitName, toTraitPath } from "@/lib/self-service/schema/trait-name";
import type { FieldText } from "./form-fields";

/** The names that lead to a text from the traits on, then the text; its place in a list is left out. */
export type PlacedText = string;

const TRAITS = "traits";

/** @param name as Kratos' decoders compare it */
export function isTrait(name: string): boolean {
  return name === TRAITS || isTraitName(name);
}

/** Where a field's value stands; one that is written otherwise than Kratos writes it is a place of its own. */
export function toFieldPath(name: string): string[] {
  return toTraitPath(name) ?? [name];
}

export function toPlacedText({ text, path }: FieldText): PlacedText {
  return JSON.stringify([...path.filter((name) => !isIndex(name)), text]);
}

/** The text alone. */
export function toTextOfPlace(placed: PlacedText): string {
  const parts = parseJson(placed);
  return Array.isArray(parts) ? String(parts.at(-1)) : "";
}

/** Every text of an identity's traits. */
export function toPlacedTexts(value: unknown, path: readonly string[] = [TRAITS]): PlacedText[] {
  if (typeof value === "string") return [toPlacedText({ text: value, path })];
  if (Array.isArray(value)) return value.flatMap((item) => toPlacedTexts(item, path));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => toPlacedTexts(member, [...path, name]));
}
