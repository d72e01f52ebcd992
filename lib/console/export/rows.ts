/** Turns Kratos' identities into the lines of a file: CSV for spreadsheets, JSON to import again. */

import { type Json, readPath, readString, toRecord, toText } from "@/lib/json";
import { toSafeCsv } from "../trail/export";

export type ExportFormat = "csv" | "json";

const EXPORT_COLUMNS = ["id", "schema_id", "state", "created_at", "updated_at"] as const;

export function toExportStart(format: ExportFormat, paths: readonly string[]): string {
  return format === "csv" ? toSafeCsv([...EXPORT_COLUMNS, ...paths], []) : "[\n";
}

export function toExportRows(
  format: ExportFormat,
  paths: readonly string[],
  identities: readonly unknown[],
  isFirst: boolean,
): string {
  if (format === "json")
    return identities
      .map((identity, index) => `${isFirst && index === 0 ? "" : ",\n"}${JSON.stringify(toObject(identity))}`)
      .join("");
  if (identities.length === 0) return "";
  const rows = identities.map((identity) => [
    ...EXPORT_COLUMNS.map((name) => readString(identity, name) ?? ""),
    ...paths.map((path) => toText(readPath(identity, "traits", ...path.split(".")))),
  ]);
  return toSafeCsv(undefined, rows);
}

export function toExportEnd(format: ExportFormat): string {
  return format === "csv" ? "" : "\n]\n";
}

/** What is the person's; credentials and tokens stay where they are (threat C11). */
function toObject(identity: unknown): Json {
  const { id, schema_id, state, traits, metadata_public, metadata_admin, created_at } = toRecord(identity);
  return { id, schema_id, state, traits, metadata_public, metadata_admin, created_at };
}
