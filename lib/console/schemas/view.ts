/** Turns an identity schema into what an operator wants to know of it: which traits there are, and what for. */

import { read, readList, readString, toRecord } from "@/lib/json";
import { readConstants } from "./constants";
import { toWholeTraits } from "./whole-traits";

export interface TraitView {
  /** Names from the outermost, `name.first`. */
  path: string;
  title?: string;
  type: string;
  isRequired: boolean;
  /** What Kratos uses it for: to sign in, to verify, to recover. */
  uses: readonly string[];
  /** Somebody signs in by it: no two accounts have the same. */
  isIdentifier: boolean;
}

export interface SchemaView {
  id: string;
  title: string;
  traits: readonly TraitView[];
}

/** Objects inside objects are followed so far. */
const DEPTH_LIMIT = 5;

const USES = {
  credentials: "signs in",
  verification: "is verified",
  recovery: "recovers",
} as const;

export function toSchema(id: string, schema: unknown): SchemaView {
  return { id, title: readString(schema, "title") ?? id, traits: toTraits(toWholeTraits(schema), "", 0) };
}

function toTraits(parent: unknown, prefix: string, depth: number): TraitView[] {
  if (depth >= DEPTH_LIMIT) return [];
  const required = readList(parent, "required");
  return Object.entries(toRecord(read(parent, "properties"))).flatMap(([name, trait]) => {
    const path = `${prefix}${name}`;
    const own = {
      path,
      title: readString(trait, "title"),
      type: toType(trait),
      isRequired: required.includes(name),
      uses: toUses(toExtension(trait)),
      isIdentifier: isIdentifier(read(trait, "ory.sh/kratos")),
    };
    const inner = toTraits(trait, `${path}.`, depth + 1);
    return inner.length > 0 ? inner : [own];
  });
}

function toType(trait: unknown): string {
  const type = read(trait, "type");
  const base = Array.isArray(type) ? type.join(" or ") : typeof type === "string" ? type : "any";
  const items = base === "array" && read(trait, "items");
  const format = readString(trait, "format");
  const choices = readList(trait, "enum").length || readConstants(trait).length;
  return [items ? `${base} of ${toType(items)}` : base, format, choices > 0 && `${choices} choices`]
    .filter(Boolean)
    .join(", ");
}

/** Kratos' own of a trait; a list's stands in its items. */
function toExtension(trait: unknown): unknown {
  return read(trait, "ory.sh/kratos") ?? read(read(trait, "items"), "ory.sh/kratos");
}

function isIdentifier(extension: unknown): boolean {
  const methods = Object.values(toRecord(read(extension, "credentials")));
  return methods.some((method) => read(method, "identifier") === true);
}

/** @param extension Kratos' own of a trait, `ory.sh/kratos` */
export function toUses(extension: unknown): string[] {
  return Object.entries(USES).flatMap(([name, use]) => {
    const found = read(extension, name);
    if (found === undefined) return [];
    const methods = name === "credentials" ? Object.keys(toRecord(found)).join(", ") : "";
    return [methods ? `${use} (${methods})` : use];
  });
}
