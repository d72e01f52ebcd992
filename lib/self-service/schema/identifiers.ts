/** Finds in an identity schema what a person may sign in with. */

import { type Leaf, toLeaves } from "./leaves";

/** What a person may sign in with, by the titles of the traits: "Email" and "Phone". */
export function toIdentifierTitles(identitySchema: unknown): string[] {
  return toIdentifiers(identitySchema).flatMap(({ trait }) => trait.title ?? trait.items?.title ?? []);
}

/** The names of the nodes that hold an address to sign in with; the items of a list have the list's name. */
export function toAddressNames(identitySchema: unknown): string[] {
  return toIdentifiers(identitySchema).flatMap(({ name, trait }) =>
    ["email", "tel"].includes(trait.format ?? trait.items?.format ?? "") ? [name] : [],
  );
}

/** The one format that all login identifiers share (`email`, `tel`), if they do. */
export function toIdentifierFormat(identitySchema: unknown): string | undefined {
  const formats = toIdentifiers(identitySchema).map(({ trait }) => trait.format ?? trait.items?.format);
  return formats.length > 0 && formats.every((format) => format === formats[0]) ? formats[0] : undefined;
}

/** Whether a name to sign in with may look like an address without being one to Kratos. */
export function hasFreeIdentifier(identitySchema: unknown): boolean {
  return toIdentifiers(identitySchema).some(
    ({ trait }) => !["email", "tel"].includes(trait.format ?? trait.items?.format ?? ""),
  );
}

function toIdentifiers(identitySchema: unknown): Leaf[] {
  return toLeaves(identitySchema).filter(({ trait }) => trait.isIdentifier || trait.items?.isIdentifier);
}
