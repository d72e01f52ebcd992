/** Turns a file of people, CSV or JSON, into rows: each an account to make, or what is wrong with it. */

import { parse } from "csv-parse/sync";
import { z } from "zod";
import { isRecord, type Json, parseJson } from "@/lib/json";
import { putAt } from "@/lib/self-service/traits/json-path";
import { fromSpreadsheetCell } from "../export/cells";
import { isTooDeep } from "../patch/members-patch";

/** Most people in one file. */
export const ROW_LIMIT = 10_000;

/** Hashes that Kratos takes: PHC, modular crypt, LDAP's. A password in clear is never read. */
const HASH = /^(\$|\{)[\w{}$.,=+/:;-]{10,2000}$/;

const metadata = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? undefined);

/** What an export says of an account besides: Kratos gives it anew, and the schema is chosen for the whole file. */
const anew = z.string().nullish();

const identity = z
  .strictObject({
    traits: z.record(z.string(), z.unknown()),
    state: z.enum(["active", "inactive"]).optional(),
    hashed_password: z.string().regex(HASH, "is no hash that Kratos knows").optional(),
    metadata_public: metadata,
    metadata_admin: metadata,
    id: anew,
    schema_id: anew,
    created_at: anew,
  })
  .transform(({ id: _, schema_id: __, created_at: ___, ...account }) => account);

export type ImportIdentity = z.output<typeof identity>;

export interface ImportRow {
  /** Line of a CSV file, or place in a list of JSON, from 1. */
  line: number;
  identity?: ImportIdentity;
  problem?: string;
}

type Parsed = { rows: ImportRow[] } | { problem: string };

/** Columns beside the traits'. */
export const OTHER_COLUMNS = ["state", "hashed_password", "metadata_public", "metadata_admin"] as const;

/**
 * @param paths of the schema's traits, `name.first`: the columns that a CSV file may have
 * @param columns what each column is instead of what its first line says; "" for one that is left out
 */
export function parseRows(text: string, paths: readonly string[], columns?: readonly string[]): Parsed {
  return isJsonText(text) ? parseJsonRows(text) : parseCsvRows(text, paths, columns);
}

export function isJsonText(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

function parseJsonRows(text: string): Parsed {
  const value = parseJson(text);
  if (!Array.isArray(value)) return { problem: "This is no JSON list of accounts, each with its traits." };
  if (value.length > ROW_LIMIT) return { problem: `These are more than ${ROW_LIMIT} accounts.` };
  return { rows: value.map((item, index) => toRow(index + 1, item)) };
}

function parseCsvRows(text: string, paths: readonly string[], columns?: readonly string[]): Parsed {
  let records: string[][];
  try {
    records = parse(text, { bom: true, skip_empty_lines: true, max_record_size: 100_000, to: ROW_LIMIT + 2 });
  } catch (error) {
    const at = isRecord(error) && typeof error.lines === "number" ? ` at line ${error.lines}` : "";
    return { problem: `This is no CSV file with the same number of columns in each line${at}.` };
  }
  const [own = [], ...lines] = records;
  const header = columns ?? own;
  const problem = findHeaderProblem(columns?.filter(Boolean) ?? own, paths);
  if (problem) return { problem };
  if (lines.length > ROW_LIMIT) return { problem: `These are more than ${ROW_LIMIT} accounts.` };
  return { rows: lines.map((cells, index) => toRow(index + 2, toItem(header, cells))) };
}

function findHeaderProblem(header: readonly string[], paths: readonly string[]): string | undefined {
  const known = [...paths, ...OTHER_COLUMNS];
  const unknown = header.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    return `There is no such trait: ${unknown.slice(0, 5).join(", ")}. Columns can be ${known.join(", ")}.`;
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  return twice === undefined ? undefined : `The column ${twice} is there twice.`;
}

/** Names of the header are traits of the schema: nothing else becomes a member. */
function toItem(header: readonly string[], cells: readonly string[]): unknown {
  const item: Record<string, unknown> = {};
  const traits: Json = {};
  for (const [index, name] of header.entries()) {
    const cell = fromSpreadsheetCell(cells[index] ?? "");
    if (cell === "" || name === "") continue;
    if (name.startsWith("metadata_")) item[name] = parseJson(cell);
    else if (OTHER_COLUMNS.some((other) => other === name)) item[name] = cell;
    else putAt(traits, name.split("."), toValue(cell));
  }
  return { ...item, traits };
}

function toValue(cell: string): unknown {
  return /^\s*\[/.test(cell) ? (parseJson(cell) ?? cell) : cell;
}

function toRow(line: number, item: unknown): ImportRow {
  if (isTooDeep(item)) return { line, problem: "is nested too deeply" };
  const parsed = identity.safeParse(item);
  if (parsed.success) return { line, identity: parsed.data };
  const [issue] = parsed.error.issues;
  return { line, problem: `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim() };
}
