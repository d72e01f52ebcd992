/** Finds in an identity schema what a person may sign in with. */

import { type Leaf, toLeaves } from "./leaves";
import type { Trait } from "./trait";

/** What a person may sign in with, by the titles of the traits: "Email" and "Phone". */
export function toIdentifierTitles(identitySchema: unknown): string[] {
  return toIdentifiers(identitySchema).flatMap(({ trait }) => trait.title ?? trait.items?.title ?? []);
}

/** The names of the nodes that hold an address to sign in with; the items of a list have the list's name. */
export function toAddressNames(identitySchema: unknown): string[] {
  return toIdentifiers(identitySchema).flatMap(({ name, trait }) => (isAddress(trait) ? [name] : []));
}

/** The one format that all login identifiers share (`email`, `tel`), if they do. */
export function toIdentifierFormat(identitySchema: unknown): string | undefined {
  const formats = toIdentifiers(identitySchema).map(({ trait }) => toFormat(trait));
  return formats.length > 0 && formats.every((format) => format === formats[0]) ? formats[0] : undefined;
}

/** Whether a name to sign in with may look like an address without being one to Kratos. */
export function hasFreeIdentifier(identitySchema: unknown): boolean {
  return toIdentifiers(identitySchema).some(({ trait }) => !isAddress(trait));
}

/** Of a text, or of each text in a list. */
export function toFormat({ format, items }: Trait): string | undefined {
  return format ?? items?.format;
}

function isAddress(trait: Trait): boolean {
  return ["email", "tel"].includes(toFormat(trait) ?? "");
}

function toIdentifiers(identitySchema: unknown): Leaf[] {
  return toLeaves(identitySchema).filter(({ trait }) => trait.isIdentifier || trait.items?.isIdentifier);
}
