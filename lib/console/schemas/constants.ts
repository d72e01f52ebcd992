/** The values of a trait that may be one of some constants, each with a title: JSON Schema's way to name choices. */

import { isRecord, read, readList, readString } from "@/lib/json";

export interface Constant {
  value: string | number | boolean;
  /** With the value itself, which is what the account has. */
  label: string;
}

/** @returns none where a branch of it allows anything else */
export function readConstants(trait: unknown): Constant[] {
  if (!isRecord(trait) || OTHERS.some((word) => trait[word] !== undefined)) return [];
  const lists = ["oneOf", "anyOf"].filter((word) => trait[word] !== undefined);
  if (lists.length !== 1) return [];
  const branches = readList(trait, lists[0] ?? "");
  const constants = branches.flatMap((branch) => toConstant(branch) ?? []);
  return constants.length === branches.length ? constants : [];
}

/** What would narrow the choice further. */
const OTHERS = ["$ref", "allOf", "not", "if", "enum"];

function toConstant(branch: unknown): Constant | undefined {
  const value = read(branch, "const");
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const title = readString(branch, "title");
  return { value, label: title && title !== String(value) ? `${title} (${value})` : String(value) };
}
