/** Holds the rows of an import to the identity schema, and to each other, before anything is written. */

import type { ValidateFunction } from "ajv";
import { toAsciiAddress } from "@/lib/ascii-address";
import { ExactNumber, hasHugeNumber, parseExactly, toNearNumbers, toNumber } from "@/lib/exact-number";
import { isRecord, isTooDeep, type Json, read, readPath, readString, toRecord } from "@/lib/json";
import { putAt } from "@/lib/self-service/traits/json-path";
import { isDeepEqual } from "../patch/is-deep-equal";
import { compileTraits } from "../schemas/compile";
import type { TraitView } from "../schemas/view";
import { readBoolean } from "./booleans";
import { type ImportRow, toRowName } from "./rows";

interface CheckOptions {
  /** The file says of each value what it is, as JSON does. */
  isTyped?: boolean;
  /** Ids of the schemas that Kratos has beside the one that was chosen: an account of those is not made one of this. */
  others?: readonly string[];
}

/**
 * Each row with what is wrong with it. Texts of a CSV file become the numbers and booleans that the schema asks for, and domains of
 * addresses what Kratos takes for one.
 * @param schema as Kratos has it; one that cannot be read here leaves the checking to Kratos
 */
export function checkRows(
  rows: readonly ImportRow[],
  schema: unknown,
  traits: readonly TraitView[],
  { isTyped = false, others = [] }: CheckOptions = {},
): ImportRow[] {
  const validate = compileTraits(schema, { coerceTypes: !isTyped });
  const identifiers = traits.filter(({ isIdentifier }) => isIdentifier);
  const booleans = isTyped
    ? []
    : traits.flatMap(({ type, path }) => (BOOLEAN.test(type) ? [path.split(".")] : []));
  const structured = isTyped
    ? []
    : traits.flatMap(({ type, path }) => (TEXT.test(type) ? [] : [path.split(".")]));
  const addresses = traits.flatMap(({ type, path }) => (ADDRESS.test(type) ? [path.split(".")] : []));
  const seen = new Map<string, string>();
  return rows.map((row) => {
    const { identity: given, schema: named, ...place } = row;
    if (!given) return row;
    if (named !== undefined && others.includes(named))
      return {
        ...place,
        problem: `is of the schema ${named}: check it as one of those, or leave schema_id out`,
      };
    for (const path of booleans) replaceBoolean(given.traits, path);
    for (const path of structured) replaceJson(given.traits, path);
    if (!isTyped) for (const { path } of identifiers) trimAt(given.traits, path.split("."));
    for (const path of addresses) replaceDomain(given.traits, path);
    const near = toNearNumbers(given.traits);
    if (validate && !validate({ traits: near })) return { ...place, problem: toProblem(validate) };
    const identity = isTyped ? given : { ...given, traits: toRecord(toExactNumbers(given.traits, near)) };
    if (hasHugeNumber(identity)) return { ...place, problem: "A number is larger than Kratos can hold." };
    for (const { path } of identifiers) {
      const value = readPath(identity.traits, ...path.split("."));
      if (typeof value !== "string" || value === "") continue;
      const key = value.trim().toLowerCase();
      const before = seen.get(key) ?? toRowName(place);
      // A person may have one text for two of them: their address for a user name.
      if (before !== toRowName(place)) return { ...place, problem: `${path} is the same as in ${before}.` };
      seen.set(key, before);
    }
    return { ...place, identity };
  });
}

/** A type that text is none of, whatever choices it has. */
const BOOLEAN = /^(null or )?boolean( or null)?(,|$)/;

function replaceBoolean(traits: Json, path: readonly string[]): void {
  const cell = readPath(traits, ...path);
  const value = typeof cell === "string" ? readBoolean(cell) : undefined;
  if (value !== undefined) putAt(traits, path, value);
}

/** A type of which every text is one, a list in brackets too. */
const TEXT = /^(null or )?string( or null)?(,|$)/;

/** A list, or an object that the schema draws no members of, stands in its cell as an export writes it. */
function replaceJson(traits: Json, path: readonly string[]): void {
  const cell = readPath(traits, ...path);
  if (typeof cell !== "string" || !/^\s*[[{]/.test(cell)) return;
  const value = parseExactly(cell);
  if (value !== undefined && !isTooDeep(value)) putAt(traits, path, value);
}

/** A blank that nobody sees in a spreadsheet is no part of what somebody signs in by: Kratos leaves it out as well. */
function trimAt(traits: Json, path: readonly string[]): void {
  const cell = readPath(traits, ...path);
  if (typeof cell === "string" && cell !== cell.trim()) putAt(traits, path, cell.trim());
}

/** A type whose texts are addresses, one of them or a list. */
const ADDRESS = /(^|, )email(,|$)/;

function replaceDomain(traits: Json, path: readonly string[]): void {
  const given = readPath(traits, ...path);
  const toAscii = (value: unknown) => (typeof value === "string" ? toAsciiAddress(value) : value);
  const put = Array.isArray(given) ? given.map(toAscii) : toAscii(given);
  if (!isDeepEqual(put, given)) putAt(traits, path, put);
}

/** Where a text became a number that says something else, the number that it says. */
function toExactNumbers(text: unknown, near: unknown): unknown {
  if (Array.isArray(near) && Array.isArray(text))
    return near.map((item, index) => toExactNumbers(text[index], item));
  if (isRecord(near) && isRecord(text))
    return Object.fromEntries(
      Object.entries(near).map(([name, member]) => [name, toExactNumbers(text[name], member)]),
    );
  if (text instanceof ExactNumber) return text;
  return typeof near === "number" && typeof text === "string" ? (toNumber(toPlain(text)) ?? near) : near;
}

/** As JSON writes it: "+007." is 7. */
function toPlain(text: string): string {
  return text
    .trim()
    .replace(/^\+?(-?)0*(?=\d)/, "$1")
    .replace(/\.$/, "");
}

function toProblem({ errors }: ValidateFunction): string {
  const [first] = errors ?? [];
  const at = first?.instancePath.split("/").slice(2).join(".") ?? "";
  const params = isRecord(first?.params) ? first.params : {};
  const missing = readString(params, "missingProperty");
  if (missing !== undefined) return `${at && `${at}.`}${missing} is missing`;
  const extra = read(params, "additionalProperty");
  return `${at} ${first?.message ?? "does not fit the schema"}${extra ? ` (${String(extra)})` : ""}`.trim();
}
