/** Writes what stands in a form's fields into the traits that the form was made of; what was not touched stays as it is. */

import { toAsciiAddress } from "@/lib/ascii-address";
import { hasHugeNumber, isWhole, parseExactly, toNumber } from "@/lib/exact-number";
import { isRecord, isTooDeep, type Json, read } from "@/lib/json";
import { TOO_DEEP } from "../patch/members-patch";
import type { TraitField, TraitGroup, TraitNode } from "./trait-tree";

interface Merged {
  traits: Json;
  /** What is wrong, by the field's name. */
  problems: Record<string, string>;
}

/**
 * @param before the traits that `nodes` were made of; none for a new account
 * @param values of the form's fields by their names; a field that is not among them was not shown
 */
export function mergeEditedTraits(nodes: readonly TraitNode[], before: Json, values: Json): Merged {
  const problems: Record<string, string> = {};
  return { traits: mergeInto(nodes, before, { values, problems }), problems };
}

interface Form {
  values: Json;
  problems: Record<string, string>;
}

function mergeInto(nodes: readonly TraitNode[], before: Json, form: Form): Json {
  const members = new Map(Object.entries(before));
  for (const node of nodes) {
    const name = node.path.at(-1) ?? "";
    if (node.kind === "group") set(members, name, mergeGroup(node, read(before, name), form));
    else if (node.kind === "field") set(members, name, mergeField(node, read(before, name), form));
  }
  return Object.fromEntries(members);
}

function set(members: Map<string, unknown>, name: string, value: unknown): void {
  if (value === undefined) members.delete(name);
  else members.set(name, value);
}

/** An object that loses its last member goes too, where nothing asks for it. */
function mergeGroup({ nodes, isKept }: TraitGroup, before: unknown, form: Form): unknown {
  const merged = mergeInto(nodes, isRecord(before) ? before : {}, form);
  if (Object.keys(merged).length > 0 || isKept) return merged;
  const wasEmpty = before === null || (isRecord(before) && Object.keys(before).length === 0);
  return wasEmpty ? before : undefined;
}

function mergeField(field: TraitField, before: unknown, { values, problems }: Form): unknown {
  const sent = values[field.name];
  if (sent === undefined) return before;
  // Browsers send each end of a line as two characters.
  const text = (Array.isArray(sent) ? sent.join("\n") : String(sent)).replaceAll("\r\n", "\n");
  // What stands in the form as it was shown is what the account has; of a new one, nothing, or the schema's default.
  if (before !== undefined && text === field.text) return before;
  const written = toValue(field, text);
  if ("problem" in written) {
    problems[field.name] = written.problem;
    return before;
  }
  return written.value;
}

type Value = { value: unknown } | { problem: string };

/** A field that is empty stands for no trait. */
function toValue({ type, isAddress, choices }: TraitField, text: string): Value {
  if (text === "") return { value: undefined };
  const toText = isAddress ? toAsciiAddress : (given: string) => given;
  switch (type) {
    case "choice":
    case "boolean": {
      const chosen = choices.find((choice) => choice.text === text);
      return chosen ? { value: chosen.value } : { problem: "Choose one of these." };
    }
    case "number":
    case "integer":
      return readNumber(text.trim(), type);
    case "list":
      return { value: text.split("\n").flatMap((line) => toText(line.trim()) || []) };
    case "json":
      return readJson(text);
    default:
      return { value: toText(text) };
  }
}

function readNumber(text: string, type: "number" | "integer"): Value {
  // "007" is what somebody types.
  const value = toNumber(text.replace(/^(-?)0+(?=\d)/, "$1"));
  if (value === undefined || hasHugeNumber(value)) return { problem: "This is no number." };
  return type === "integer" && !isWhole(value) ? { problem: "This is no whole number." } : { value };
}

function readJson(text: string): Value {
  const value = parseExactly(text);
  if (value === undefined) return { problem: "This is no JSON. A text stands in quotation marks." };
  if (isTooDeep(value)) return { problem: TOO_DEEP };
  return hasHugeNumber(value) ? { problem: "A number here is larger than servers can hold." } : { value };
}
