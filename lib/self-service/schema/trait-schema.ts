/** Finds what an identity schema says about a trait: type, allowed values, constants. */

import { isRecord, type Json, read, readList, readString } from "@/lib/json";

export interface TraitSchema {
  type?: string;
  format?: string;
  /** `enum` with titles where the schema gives them (`oneOf` of constants). */
  options?: { value: string; label: string }[];
  /** `const: true`, as on terms of service: only a ticked box passes. */
  mustBeTrue: boolean;
}

const TRAITS = "traits.";
const NO_SCHEMA: TraitSchema = { mustBeTrue: false };

/**
 * What the identity schema says about a node's trait; an empty answer when there is no schema or no such trait.
 * @param name a node's name, `traits.address.city`
 */
export function toTraitSchema(identitySchema: unknown, name: string): TraitSchema {
  if (!name.startsWith(TRAITS)) return NO_SCHEMA;
  const property = findProperty(identitySchema, name);
  if (!property) return NO_SCHEMA;
  return {
    type: readString(property, "type"),
    format: readString(property, "format"),
    options: toOptions(property),
    mustBeTrue: read(property, "const") === true,
  };
}

/** What a person may sign in with, by the titles of the traits: "Email" and "Phone". */
export function toIdentifierTitles(identitySchema: unknown): string[] {
  return toIdentifiers(identitySchema).flatMap((property) => readString(property, "title") ?? []);
}

function toIdentifiers(identitySchema: unknown): unknown[] {
  const traits = read(read(read(identitySchema, "properties"), "traits"), "properties");
  return isRecord(traits) ? Object.values(traits).filter(isIdentifier) : [];
}

/** The one format that all login identifiers share (`email`, `tel`), if they do. */
export function toIdentifierFormat(identitySchema: unknown): string | undefined {
  const formats = toIdentifiers(identitySchema).map((property) => readString(property, "format"));
  return formats.length > 0 && formats.every((format) => format === formats[0]) ? formats[0] : undefined;
}

function isIdentifier(property: unknown): boolean {
  const credentials = read(read(property, "ory.sh/kratos"), "credentials");
  return (
    isRecord(credentials) && Object.values(credentials).some((method) => read(method, "identifier") === true)
  );
}

function findProperty(schema: unknown, name: string): Json | undefined {
  let current: unknown = schema;
  for (const segment of name.split(".")) {
    current = read(read(current, "properties"), segment);
  }
  return isRecord(current) ? current : undefined;
}

function toOptions(property: Json): TraitSchema["options"] {
  const values = readList(property, "enum").filter(isScalar);
  if (values.length > 0) return values.map((value) => ({ value: String(value), label: String(value) }));
  const constants = readList(property, "oneOf").filter((entry) => isScalar(read(entry, "const")));
  if (constants.length === 0) return undefined;
  return constants.map((entry) => {
    const value = String(read(entry, "const"));
    return { value, label: readString(entry, "title") ?? value };
  });
}

function isScalar(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
