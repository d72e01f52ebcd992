/** Turns an identity schema, and the traits of one account, into the fields of a form. */

import { ExactNumber, writeExactly } from "@/lib/exact-number";
import { isRecord, isTooDeep, read, readList, readString, toRecord, toText } from "@/lib/json";
import { isDeepEqual } from "../patch/is-deep-equal";
import { readConstants } from "../schemas/constants";
import { toUses } from "../schemas/view";
import { toWholeTraits } from "../schemas/whole-traits";

/** What an `<input>` asks for; a value that a browser would change on its way stands in `text` or `lines`. */
type TraitInput = "text" | "email" | "tel" | "url" | "date" | "decimal" | "lines" | "choice" | "json";

export interface TraitField {
  kind: "field";
  /** Of the form's field: `trait/name/first`. */
  name: `trait/${string}`;
  path: readonly string[];
  /** The schema's type of what is written; JSON where no other field can hold what may stand there, or does. */
  type: "string" | "number" | "integer" | "boolean" | "choice" | "list" | "json";
  input: TraitInput;
  label: string;
  /** What the schema says of it, and what Kratos uses it for. */
  hints: readonly string[];
  isRequired: boolean;
  /** No two accounts have it: somebody signs in by it, verifies it, or recovers by it. */
  isUnique: boolean;
  /** Each text in it is an e-mail address, be it one or a list of them. */
  isAddress: boolean;
  /** Each with the value that its text stands for, and how it is shown where that is otherwise; beside them a field can be empty. */
  choices: readonly { text: string; value: unknown; label?: string }[];
  /** What stands in the field for the trait as it is. */
  text: string;
}

export interface TraitGroup {
  kind: "group";
  path: readonly string[];
  label: string;
  isRequired: boolean;
  /** The schema wants it, and the account has it or is to be made: it stays though it is empty. */
  isKept: boolean;
  nodes: readonly TraitNode[];
}

/** A trait that no field can hold, for its name or because it is not shown whole: it is written among all of them as JSON. */
interface OtherTrait {
  kind: "other";
  path: readonly string[];
  label: string;
}

export type TraitNode = TraitField | TraitGroup | OtherTrait;

/** Objects inside objects are followed so far. */
const DEPTH_LIMIT = 5;

const FIELD_LIMIT = 200;

/** Before the names of traits' fields, so that they are no other field of the form. */
const PREFIX = "trait/" as const;

/**
 * @param traits as they are; for an account to be made, none
 * @param isNew the account has not been of this schema: its defaults stand in the fields that are empty
 */
export function toTraitTree(schema: unknown, traits?: unknown, isNew = traits === undefined): TraitNode[] {
  const nodes = toNodes(toWholeTraits(schema), traits ?? {}, { path: [], isNew });
  if (toFields(nodes).length <= FIELD_LIMIT) return nodes;
  const lighter = withoutJson(nodes);
  return toFields(lighter).length <= FIELD_LIMIT ? lighter : [];
}

/** Where all are too many for a page: what would be typed as JSON anyway is written among all of them. */
function withoutJson(nodes: readonly TraitNode[]): TraitNode[] {
  return nodes.map((node) => {
    if (node.kind === "group") return { ...node, nodes: withoutJson(node.nodes) };
    const isJson = node.kind === "field" && node.type === "json";
    return isJson ? { kind: "other", path: node.path, label: node.label } : node;
  });
}

export function toFields(nodes: readonly TraitNode[]): TraitField[] {
  return nodes.flatMap((node) =>
    node.kind === "group" ? toFields(node.nodes) : node.kind === "field" ? [node] : [],
  );
}

interface Place {
  path: readonly string[];
  isNew: boolean;
}

function toNodes(parent: unknown, traits: unknown, { path, isNew }: Place): TraitNode[] {
  const required = readList(parent, "required");
  return Object.entries(toRecord(read(parent, "properties"))).map(([name, trait]): TraitNode => {
    const at = [...path, name];
    const label = readString(trait, "title") ?? name;
    const isRequired = required.includes(name);
    const value = read(traits, name) ?? (isNew ? read(trait, "default") : undefined);
    if (isGroup(trait, value) && at.length < DEPTH_LIMIT) {
      const nodes = toNodes(trait, value ?? {}, { path: at, isNew });
      const isKept = isRequired && (isNew || value !== undefined);
      return { kind: "group", path: at, label, isRequired, isKept, nodes };
    }
    const field = toField(trait, value) ?? toJsonField(trait, value);
    if (!field || /\p{Cs}/u.test(name)) return { kind: "other", path: at, label };
    const own = { name: toFieldName(at), path: at, label, hints: toHints(trait, field.type), isRequired };
    const what = { isUnique: toUsesOf(trait).length > 0, isAddress: isAddress(trait) };
    return { kind: "field", ...own, ...what, ...field };
  });
}

function isAddress(trait: unknown): boolean {
  return [trait, read(trait, "items")].some((each) => readString(each, "format") === "email");
}

/** Composed schemas (`oneOf`, `$ref` …) are not taken apart, but for choices that have titles. */
const COMPOSED = ["$ref", "oneOf", "anyOf", "allOf", "not", "if"];

const isComposed = (trait: unknown) => COMPOSED.some((word) => read(trait, word) !== undefined);

function isGroup(trait: unknown, value: unknown): boolean {
  const isObject = value === undefined || isRecord(value);
  return isObject && !isComposed(trait) && Object.keys(toRecord(read(trait, "properties"))).length > 0;
}

type Shape = Pick<TraitField, "type" | "input" | "choices" | "text">;

function toField(trait: unknown, value: unknown): Shape | undefined {
  if (value === null) return undefined;
  const titled = toTitledChoice(trait, value);
  if (titled || isComposed(trait)) return titled;
  const choices = readList(trait, "enum");
  if (choices.length > 0) return toChoice(choices, value);
  switch (toType(trait)) {
    case "string":
      return toStringField(readString(trait, "format"), value);
    case "boolean":
      return toShape("boolean", [true, false], value);
    case "number":
    case "integer":
      return toNumberField(toType(trait) === "integer" ? "integer" : "number", value);
    case "array":
      return toType(read(trait, "items")) === "string" ? toListField(value) : undefined;
    default:
      return undefined;
  }
}

/** The one type beside null. */
function toType(trait: unknown): string | undefined {
  const type = read(trait, "type");
  const types = (Array.isArray(type) ? type : [type]).filter((name) => name !== "null");
  return types.length === 1 && typeof types[0] === "string" ? types[0] : undefined;
}

function toTitledChoice(trait: unknown, value: unknown): Shape | undefined {
  const constants = readConstants(trait);
  if (constants.length === 0) return undefined;
  const shape = toShape(
    "choice",
    constants.map((constant) => constant.value),
    value,
  );
  const labels = new Map<unknown, string>(constants.map((constant) => [constant.value, constant.label]));
  return (
    shape && {
      ...shape,
      choices: shape.choices.map((choice) => ({ ...choice, label: labels.get(choice.value) })),
    }
  );
}

function toChoice(values: readonly unknown[], value: unknown): Shape | undefined {
  const isPlain = (each: unknown) => ["string", "number", "boolean"].includes(typeof each);
  return values.filter(isNamed).every(isPlain) ? toShape("choice", values, value) : undefined;
}

/** What stands for nothing is the field left empty. */
function isNamed(value: unknown): boolean {
  return value !== "" && value !== null;
}

/** A value that is none of the choices stays one of them: it is what the account has. */
function toShape(type: "choice" | "boolean", values: readonly unknown[], own: unknown): Shape | undefined {
  const value = values.find((each) => isDeepEqual(each, own)) ?? own;
  if (value !== undefined && typeof value === "object") return undefined;
  const named = values.filter(isNamed);
  const all = value === undefined || value === "" || named.includes(value) ? named : [...named, value];
  const choices = all.map((each) => ({ text: toChoiceText(type, each), value: each }));
  const isClear = new Set(choices.map(({ text }) => text)).size === choices.length;
  if (!isClear || named.length === 0) return undefined;
  return { type, input: "choice", choices, text: value === undefined ? "" : toChoiceText(type, value) };
}

function toChoiceText(type: "choice" | "boolean", value: unknown): string {
  if (type === "boolean" && typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

/** What a form cannot carry there and back, be it on a page or in a POST. */
const UNCARRIED = /(?!\n)\p{Cc}|\p{Cs}/u;

const INPUTS: Readonly<Record<string, TraitInput>> = { email: "email", tel: "tel", uri: "url", date: "date" };

function toStringField(format: string | undefined, value: unknown): Shape | undefined {
  if (value !== undefined && (typeof value !== "string" || UNCARRIED.test(value))) return undefined;
  const text = value ?? "";
  const asked = INPUTS[format ?? ""] ?? "text";
  const isWhole = text === text.trim() && (asked !== "date" || text === "" || isDay(text));
  const input = text.includes("\n") ? "lines" : isWhole ? asked : "text";
  return { type: "string", input, choices: [], text };
}

/** A day of the calendar, as a field for dates can hold it; of any other a browser shows, and sends, nothing. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith("0000")) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function toNumberField(type: "number" | "integer", value: unknown): Shape | undefined {
  const isNumber = typeof value === "number" || value instanceof ExactNumber;
  if (value !== undefined && !isNumber) return undefined;
  return { type, input: "decimal", choices: [], text: toText(value) };
}

/** One item a line; an item that would not be read back so is no such item. */
function toListField(value: unknown): Shape | undefined {
  const items: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  if (value !== undefined && !Array.isArray(value)) return undefined;
  const isLine = (item: unknown): item is string =>
    typeof item === "string" && item !== "" && item === item.trim() && !/[\p{Cc}\p{Cs}]/u.test(item);
  if (!items.every(isLine)) return undefined;
  return { type: "list", input: "lines", choices: [], text: items.join("\n") };
}

/** Signs of no JSON but its lines are escaped, so that a form carries them. */
function toJsonField(trait: unknown, value: unknown): Shape | undefined {
  if (!isRecord(trait) || isTooDeep(value)) return undefined;
  const json = value === undefined ? "" : writeExactly(value, 2);
  const text = json.replace(/(?!\n)\p{Cc}/gu, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  return { type: "json", input: "json", choices: [], text };
}

const HOW: Readonly<Partial<Record<TraitField["type"], string>>> = { list: "One a line.", json: "As JSON." };

function toHints(trait: unknown, type: TraitField["type"]): string[] {
  const description = readString(trait, "description");
  return [description, HOW[type], ...toUseHints(trait)].flatMap((hint) => hint ?? []);
}

const toUsesOf = (trait: unknown) => toUses(read(trait, "ory.sh/kratos"));

function toUseHints(trait: unknown): string[] {
  const uses = toUsesOf(trait).join(", ");
  return uses ? [`${uses.charAt(0).toUpperCase()}${uses.slice(1)}.`] : [];
}

/** No spaces: names of a form's fields are listed with spaces between them. */
function toFieldName(path: readonly string[]): `${typeof PREFIX}${string}` {
  return `${PREFIX}${path.map(encodeURIComponent).join("/")}`;
}
