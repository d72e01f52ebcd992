/** The trail as a file: NDJSON for machines, CSV for spreadsheets, which must not run what stands in a cell (C27). */

import { stringify } from "csv-stringify/sync";
import { toSpreadsheetCell } from "../export/cells";
import type { TrailAct } from "./entry";

const COLUMNS = [
  "at",
  "act",
  "operation",
  "result",
  "operator_name",
  "operator_role",
  "operator_subject",
  "operator_issuer",
  "subject_kind",
  "subject_id",
  "reason",
  "error",
  "before",
  "change",
  "after",
] as const;

export function toNdjson(acts: readonly TrailAct[]): string {
  return acts.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}

/** @param hasHeader with the names of the columns first */
export function toCsv(acts: readonly TrailAct[], hasHeader = true): string {
  return toSafeCsv(
    hasHeader ? COLUMNS : undefined,
    acts.map((entry) => [
      entry.at,
      entry.act,
      entry.operation,
      entry.result ?? "open",
      entry.operator.name,
      entry.operator.role,
      entry.operator.subject,
      entry.operator.issuer,
      entry.subject.kind,
      entry.subject.id,
      entry.reason ?? "",
      entry.error ?? "",
      toCell(entry.before),
      toCell(entry.change),
      toCell(entry.after),
    ]),
  );
}

/**
 * RFC 4180 with cells that no spreadsheet takes for a formula, wherever it splits them.
 */
export function toSafeCsv(
  columns: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
): string {
  return stringify(
    [...(columns ? [columns] : []), ...rows].map((row) => row.map(toSpreadsheetCell)),
    {
      record_delimiter: "windows",
      quoted: true,
    },
  );
}

function toCell(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value);
}
