/** Finds the schema objects that apply to one place of a document: through `$ref`, `allOf`, and possible branches. */

import { isRecord, read } from "@/lib/json";
import { unescapeToken } from "@/lib/json-pointer";
import { type Keywords, readKeywords } from "./json-schema";

/** A schema object that applies to a place. */
export interface Applied {
  keywords: Keywords;
  /** False in a branch (`anyOf`, `oneOf`, `if`, `dependencies`): what it says holds for some values only. */
  isCertain: boolean;
}

/** A schema that is yet to be followed. */
export interface Candidate {
  schema: unknown;
  isCertain: boolean;
}

/** Deeper nesting of references and branches than any identity schema has; what is below is not read. */
const MAXIMUM_DEPTH = 20;

/**
 * Every schema object that applies, the ones that always do first. References that lead nowhere or in circles, and
 * those to other documents, give nothing.
 * @param root the whole document, in which references are looked up
 */
export function toApplied(root: unknown, candidates: readonly Candidate[]): Applied[] {
  const found = candidates.flatMap((candidate) => follow(root, candidate, [], 0));
  return found.toSorted((a, b) => Number(b.isCertain) - Number(a.isCertain));
}

function follow(
  root: unknown,
  { schema, isCertain }: Candidate,
  path: readonly unknown[],
  depth: number,
): Applied[] {
  if (!isRecord(schema) || path.includes(schema) || depth > MAXIMUM_DEPTH) return [];
  const keywords = readKeywords(schema);
  const go = (next: unknown, certain: boolean) =>
    follow(root, { schema: next, isCertain: isCertain && certain }, [...path, schema], depth + 1);
  // Draft 7 ignores everything beside a `$ref`.
  if (keywords.$ref !== undefined) return go(resolve(root, keywords.$ref), true);
  return [
    { keywords, isCertain },
    ...(keywords.allOf ?? []).flatMap((part) => go(part, true)),
    ...[...(keywords.anyOf ?? []), ...(keywords.oneOf ?? [])].flatMap((part) => go(part, false)),
    ...[keywords.if, keywords.then, keywords.else].flatMap((part) => go(part, false)),
    ...Object.values(keywords.dependencies ?? {}).flatMap((part) => go(toDemands(part), false)),
  ];
}

/** What one member's presence demands of others, by their names or by a schema. */
function toDemands(dependency: unknown): object {
  return { required: Array.isArray(dependency) ? dependency : read(dependency, "required") };
}

/** What a schema's reference leads to, the schema itself where it has none; `undefined` where it leads nowhere or in a circle. */
export function followReference(root: unknown, schema: unknown): unknown {
  let current = schema;
  for (let step = 0; step < MAXIMUM_DEPTH; step += 1) {
    const { $ref } = readKeywords(current);
    if ($ref === undefined) return current;
    current = resolve(root, $ref);
  }
  return undefined;
}

/** `#`, `#/definitions/x`, the same after the document's own `$id`, or the `$id` of a definition. */
function resolve(root: unknown, reference: string): unknown {
  const own = readKeywords(root).$id?.replace(/#$/, "");
  const local = own && reference.startsWith(own) ? reference.slice(own.length) : reference;
  if (local === "" || local === "#") return root;
  if (!local.startsWith("#/")) return findById(root, reference);
  let current = root;
  for (const token of local.slice("#/".length).split("/")) {
    const key = decode(token);
    current = Array.isArray(current) ? current[Number(key)] : read(current, key);
  }
  return current;
}

function findById(root: unknown, id: string): unknown {
  const definitions = read(root, "definitions");
  const all = isRecord(definitions) ? Object.values(definitions) : [];
  return all.find((definition) => readKeywords(definition).$id === id);
}

/** @see https://www.rfc-editor.org/rfc/rfc6901#section-6 */
function decode(token: string): string {
  const plain = unescapeToken(token);
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
