/** Turns Kratos' identities into the lines of a file: CSV for spreadsheets, JSON to import again. */

import { writeExactly } from "@/lib/exact-number";
import { isRecord, type Json, read, readPath, readString, toRecord, toText } from "@/lib/json";
import { toSafeCsv } from "../trail/export";
import { EXPORT_COLUMNS, METADATA_COLUMNS, toTraitColumn } from "../traits/file-column";

export type ExportFormat = "csv" | "json";

export function toExportStart(format: ExportFormat, paths: readonly string[]): string {
  return format === "csv"
    ? toSafeCsv([...EXPORT_COLUMNS, ...paths.map(toTraitColumn), ...METADATA_COLUMNS], [])
    : "[\n";
}

export function toExportRows(
  format: ExportFormat,
  paths: readonly string[],
  identities: readonly unknown[],
  isFirst: boolean,
): string {
  if (format === "json")
    return identities
      .map((identity, index) => `${isFirst && index === 0 ? "" : ",\n"}${writeExactly(toObject(identity))}`)
      .join("");
  if (identities.length === 0) return "";
  const rows = identities.map((identity) => [
    ...EXPORT_COLUMNS.map((name) => readString(identity, name) ?? ""),
    ...paths.map((path) => toCell(readPath(identity, "traits", ...path.split(".")), path, paths)),
    ...METADATA_COLUMNS.map((name) => toText(read(identity, name))),
  ]);
  return toSafeCsv(undefined, rows);
}

/** In another schema an object may have this name: where each member of it has a column of its own, it is not said twice. */
function toCell(value: unknown, path: string, paths: readonly string[]): string {
  const hasColumn = (name: string) =>
    paths.some((other) => other === `${path}.${name}` || other.startsWith(`${path}.${name}.`));
  return isRecord(value) && Object.keys(value).every(hasColumn) ? "" : toText(value);
}

export function toExportEnd(format: ExportFormat): string {
  return format === "csv" ? "" : "\n]\n";
}

/** What is the person's; credentials and tokens stay where they are (threat C11). */
function toObject(identity: unknown): Json {
  const { id, schema_id, state, traits, metadata_public, metadata_admin, created_at } = toRecord(identity);
  return { id, schema_id, state, traits, metadata_public, metadata_admin, created_at };
}
