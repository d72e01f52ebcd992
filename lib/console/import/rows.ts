/** Turns a file of people, CSV or JSON, into rows: each an account to make, or what is wrong with it. */

import { z } from "zod";
import { parseExactly } from "@/lib/exact-number";
import { isRecord, isTooDeep, type Json, read, readString } from "@/lib/json";
import { putAt } from "@/lib/self-service/traits/json-path";
import { fromSpreadsheetCell } from "../export/cells";
import { findTraitPath, IMPORT_COLUMNS, toTraitColumn } from "../traits/file-column";
import { type CsvRecord, countLineEnds, readCsv } from "./csv";

/** Most people in one file. */
export const ROW_LIMIT = 10_000;

/** Hashes that Kratos takes: PHC, modular crypt, LDAP's. A password in clear is never read. */
const HASH = /^(\$|\{)[\w{}$.,=+/:;-]{10,2000}$/;

const metadata = z
  .record(z.string(), z.unknown(), "is no JSON object")
  .nullish()
  .transform((value) => value ?? undefined);

/** What an export says of an account besides, and Kratos gives anew. */
const anew = z.string().nullish();

const identity = z
  .strictObject({
    traits: z.record(
      z.string(),
      z.unknown(),
      'are missing: an account is {"traits": {…}}, with what it holds in it',
    ),
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
  /** The line of a CSV file that it begins at, or its place in a list of JSON, from 1. */
  line: number;
  /** Of a CSV file in a spreadsheet, where that is another: cells may hold ends of lines. */
  row?: number;
  identity?: ImportIdentity;
  /** Id of the schema that the file names for it. */
  schema?: string;
  problem?: string;
}

/** What a row is called, so that it is found in a spreadsheet and in an editor. */
export function toRowName({ line, row }: Pick<ImportRow, "line" | "row">): string {
  return row === undefined ? `row ${line}` : `row ${row} (line ${line})`;
}

/** The same at the head of a line of results. */
export function toRowLabel(row: Pick<ImportRow, "line" | "row">): string {
  return toRowName(row).replace(/^r/, "R");
}

type Parsed = { rows: ImportRow[] } | { problem: string };

/**
 * @param paths of the schema's traits, `name.first`: the columns that a CSV file may have (`toTraitColumn`)
 * @param columns what each column is instead of what its first line says; "" for one that is left out
 */
export function parseRows(text: string, paths: readonly string[], columns?: readonly string[]): Parsed {
  return isJsonText(text) ? parseJsonRows(text) : parseCsvRows(text, paths, columns);
}

export function isJsonText(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

function parseJsonRows(text: string): Parsed {
  const value = parseExactly(text);
  const rows = Array.isArray(value)
    ? value.map((item, index) => ({ item, line: index + 1 }))
    : readJsonLines(text);
  if (!rows) return { problem: "This is no JSON list of accounts, each with its traits." };
  if (rows.length > ROW_LIMIT) return { problem: `These are more than ${ROW_LIMIT} accounts.` };
  return { rows: rows.map(({ item, line }) => toRow({ line }, item)) };
}

/** An account on each line, as exports of other systems are. @returns undefined where a line is no object */
function readJsonLines(text: string): { item: unknown; line: number }[] | undefined {
  const rows: { item: unknown; line: number }[] = [];
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (line.trim() === "") continue;
    const item = parseExactly(line);
    if (!isRecord(item)) return undefined;
    rows.push({ item, line: index + 1 });
    // Enough to say that these are too many.
    if (rows.length > ROW_LIMIT) return rows;
  }
  const [only, ...others] = rows;
  // A list within an object is no account.
  return others.length === 0 && read(only?.item, "traits") === undefined ? undefined : rows;
}

function parseCsvRows(text: string, paths: readonly string[], columns?: readonly string[]): Parsed {
  const records = readCsv(withoutEmptyEnd(text), ROW_LIMIT + 2);
  if ("problem" in records) return records;
  const [first, ...others] = toPlaces(records);
  const own = first?.cells ?? [];
  const header = columns ?? own;
  const problem = findHeaderProblem(columns?.filter(Boolean) ?? own, paths);
  if (problem) return { problem };
  if (others.length > ROW_LIMIT) return { problem: `These are more than ${ROW_LIMIT} accounts.` };
  const filled = others.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  return {
    rows: filled.map(({ cells, ...place }) =>
      cells.length === own.length
        ? toRow(place, toItem(header, cells, paths))
        : { ...place, problem: `has ${cells.length} cells in place of ${own.length}` },
    ),
  };
}

/** Below a table spreadsheets write rows that hold nothing but separators, a million of them: none counts as an account. */
function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s,;]/.test(text.charAt(end - 1))) end -= 1;
  const rest = text.slice(end).search(/[\r\n]/);
  return rest < 0 ? text : text.slice(0, end + rest);
}

type Place = Pick<ImportRow, "line" | "row">;

/** Where each record stands: a spreadsheet has a row for it and for each empty line, whatever ends of lines its cells hold. */
function toPlaces(records: readonly CsvRecord[]): (Place & { cells: string[] })[] {
  let [line, row] = [1, 1];
  return records.map(({ record: cells, raw }) => {
    const [empty = ""] = raw.match(/^[\r\n]*/) ?? [];
    const before = countLineEnds(empty);
    const place = { line: line + before, row: row + before };
    line = place.line + countLineEnds(raw.slice(empty.length));
    row = place.row + 1;
    return { cells, line: place.line, ...(place.row !== place.line && { row: place.row }) };
  });
}

function findHeaderProblem(header: readonly string[], paths: readonly string[]): string | undefined {
  const known = [...paths.map(toTraitColumn), ...IMPORT_COLUMNS];
  const unknown = header.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    return `There is no such trait: ${unknown.slice(0, 5).join(", ")}. Columns can be ${known.join(", ")}.`;
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  return twice === undefined ? undefined : `The column ${twice} is there twice.`;
}

/** Names of the header are traits of the schema: nothing else becomes a member. */
function toItem(header: readonly string[], cells: readonly string[], paths: readonly string[]): unknown {
  const item: Record<string, unknown> = {};
  const traits: Json = {};
  for (const [index, name] of header.entries()) {
    const cell = fromSpreadsheetCell(cells[index] ?? "");
    if (cell === "" || name === "") continue;
    const path = findTraitPath(name, paths);
    if (path !== undefined) putAt(traits, path.split("."), cell);
    else item[name] = name.startsWith("metadata_") ? toMetadata(cell) : cell;
  }
  return { ...item, traits };
}

/** What is no JSON is refused, not left out. */
function toMetadata(cell: string): unknown {
  const value = parseExactly(cell);
  return value === undefined ? cell : value;
}

function toRow(place: Place, item: unknown): ImportRow {
  if (isTooDeep(item)) return { ...place, problem: "is nested too deeply" };
  const parsed = identity.safeParse(item);
  const schema = readString(item, "schema_id");
  if (parsed.success) return { ...place, identity: parsed.data, ...(schema && { schema }) };
  const [issue] = parsed.error.issues;
  return { ...place, problem: `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim() };
}
