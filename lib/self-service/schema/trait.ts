/** Reads what an identity schema says about one trait: its type, words, limits and allowed values. */

import { isRecord, read, toRecord } from "@/lib/json";
import { type Applied, type Candidate, toApplied } from "./applied";
import { type Choice, toChoices } from "./choices";
import type { Keywords, SchemaType } from "./json-schema";
import { toTraitPath } from "./trait-name";

/** What a page needs to know of a trait to draw it and to read what was typed. */
export interface Trait {
  /** The one type that its values have besides `null`; absent when the schema names several or none. */
  type?: Exclude<SchemaType, "null">;
  isNullable: boolean;
  title?: string;
  description?: string;
  examples: string[];
  default?: unknown;
  format?: string;
  /** A media type such as `text/plain`: text of several lines. */
  mediaType?: string;
  choices?: Choice[];
  /** `const: true`, as on terms of service: only a ticked box passes. */
  mustBeTrue: boolean;
  isReadOnly: boolean;
  /** A person may sign in with it. */
  isIdentifier: boolean;
  /** A passkey is called by it. */
  namesPasskeys: boolean;
  /** Demanded by the object it belongs to, whatever else that holds; or by a branch of its schema alone. */
  isRequired: boolean | "sometimes";
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minLength?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  /** What one item of a list may be; absent when items differ by their place, or nothing is said. */
  items?: Trait;
  /** Names of an object's members, in the schema's order. */
  members: string[];
}

/**
 * The trait of a node's name (`traits.address.city`), or of one of its parents.
 * @returns `undefined` when the schema does not declare it
 */
export function readTrait(identitySchema: unknown, name: string): Trait | undefined {
  const path = toTraitPath(name);
  return path && readTraitAt(identitySchema, path);
}

/** The trait at a path of member names, `["traits", "address", "city"]`. */
export function readTraitAt(identitySchema: unknown, path: readonly string[]): Trait | undefined {
  if (!isRecord(identitySchema)) return undefined;
  const known = kept.get(identitySchema) ?? new Map<string, Trait>();
  kept.set(identitySchema, known);
  const key = JSON.stringify(path);
  const trait = known.get(key) ?? findTrait(identitySchema, path);
  // Names that the schema lacks come from identities, and without end: they are not remembered.
  if (trait) known.set(key, trait);
  return trait;
}

/** Schemas are kept for minutes and read at every page: what was found in one is kept with it. */
const kept = new WeakMap<object, Map<string, Trait>>();

function findTrait(root: unknown, path: readonly string[]): Trait | undefined {
  let candidates: Candidate[] = [{ schema: root, isCertain: true }];
  let isRequired: Trait["isRequired"] = false;
  for (const name of path) {
    const applied = toApplied(root, candidates);
    candidates = applied.flatMap(({ keywords, isCertain }) => {
      const schema = read(keywords.properties, name);
      return schema === undefined ? [] : [{ schema, isCertain }];
    });
    if (candidates.length === 0) return undefined;
    const demands = applied.filter(({ keywords }) => keywords.required?.includes(name));
    isRequired = demands.some(({ isCertain }) => isCertain) || (demands.length > 0 && "sometimes");
  }
  return toTrait(root, toApplied(root, candidates), isRequired);
}

function toTrait(root: unknown, applied: readonly Applied[], isRequired: Trait["isRequired"]): Trait {
  const certain = applied.filter(({ isCertain }) => isCertain).map(({ keywords }) => keywords);
  const said = <K extends keyof Keywords>(key: K): Keywords[K] | undefined =>
    certain.find((keywords) => keywords[key] !== undefined)?.[key];
  const all = <K extends "minimum" | "maximum" | "minLength" | "minItems" | "maxItems">(key: K) =>
    certain.flatMap((keywords) => keywords[key] ?? []);
  const choices = toChoices(applied);
  const mustBeTrue = choices?.length === 1 && choices[0]?.value === true;
  return {
    ...toTypes(applied),
    title: said("title"),
    description: said("description"),
    examples: (said("examples") ?? []).filter(isShort).map(String),
    default: said("default"),
    format: said("format") ?? toCommonFormat(applied),
    mediaType: said("contentMediaType"),
    choices: mustBeTrue ? undefined : choices,
    mustBeTrue,
    isReadOnly: certain.some(({ readOnly }) => readOnly),
    isIdentifier: applied.some(({ keywords }) => isIdentifier(keywords["ory.sh/kratos"])),
    namesPasskeys: applied.some(({ keywords }) => namesPasskeys(keywords["ory.sh/kratos"])),
    isRequired,
    minimum: toLargest(all("minimum")),
    maximum: toSmallest(all("maximum")),
    multipleOf: said("multipleOf"),
    minLength: toLargest(all("minLength")),
    pattern: said("pattern"),
    minItems: toLargest(all("minItems")),
    maxItems: toSmallest(all("maxItems")),
    items: toItems(root, applied),
    members: [...new Set(applied.flatMap(({ keywords }) => Object.keys(keywords.properties ?? {})))],
  };
}

/** A list of a list, or of itself, is nothing that a form could hold: one level is read. */
function toItems(root: unknown, applied: readonly Applied[]): Trait | undefined {
  const candidates = applied.flatMap(({ keywords: { items }, isCertain }) =>
    isRecord(items) ? [{ schema: items, isCertain }] : [],
  );
  if (candidates.length === 0) return undefined;
  const parts = toApplied(root, candidates).map(({ keywords, isCertain }) => ({
    keywords: { ...keywords, items: undefined },
    isCertain,
  }));
  return toTrait(root, parts, false);
}

/** A constant tells its type where no keyword does; a whole number is a number too. */
function toTypes(applied: readonly Applied[]): Pick<Trait, "type" | "isNullable"> {
  const types = new Set(
    applied.flatMap(({ keywords }) => keywords.type ?? toConstantType(keywords.const) ?? []),
  );
  const isNullable = types.delete("null");
  if (types.has("number")) types.delete("integer");
  const [type, ...others] = types;
  return { isNullable, ...(type && type !== "null" && others.length === 0 && { type }) };
}

/** The format of every branch, where they agree. */
function toCommonFormat(applied: readonly Applied[]): string | undefined {
  const formats = new Set(applied.flatMap(({ keywords, isCertain }) => (isCertain ? [] : [keywords.format])));
  const [format] = formats;
  return formats.size === 1 ? format : undefined;
}

function toConstantType(constant: unknown): SchemaType[] | undefined {
  const type = typeof constant;
  return type === "string" || type === "number" || type === "boolean" ? [type] : undefined;
}

/** Whether a person may sign in with it. @param extension Kratos' own keyword of the trait's schema */
export function isIdentifier(extension: unknown): boolean {
  const credentials = read(extension, "credentials");
  return (
    isRecord(credentials) && Object.values(credentials).some((method) => read(method, "identifier") === true)
  );
}

function namesPasskeys(extension: unknown): boolean {
  return Object.values(toRecord(read(extension, "credentials"))).some(
    (method) => read(method, "display_name") === true,
  );
}

/** An example that fits into a sentence. */
function isShort(example: unknown): example is string | number {
  return typeof example === "number" || (typeof example === "string" && example.length <= 60);
}

function toLargest(numbers: readonly number[]): number | undefined {
  return numbers.length > 0 ? Math.max(...numbers) : undefined;
}

function toSmallest(numbers: readonly number[]): number | undefined {
  return numbers.length > 0 ? Math.min(...numbers) : undefined;
}
