/** Reads the records of a CSV file as spreadsheets of every country write it. */

import { parse } from "csv-parse/sync";
import { read, readString } from "@/lib/json";

/** A record, and its text with the empty lines before it. */
export interface CsvRecord {
  record: string[];
  raw: string;
}

/** The first where none of them is there more often: where a comma separates decimals, spreadsheets write semicolons. */
const DELIMITERS = [",", ";", "\t"] as const;

/** By which some spreadsheets are told the separator, and others write it. */
const SAID = /^\uFEFF?sep=([^"\r\n])(?=[\r\n])/i;

/** Longer than any person, metadata and all: most likely a quotation mark that is not closed. */
const RECORD_LIMIT = 1_000_000;

/** Of a first line that is looked at for what separates its names. */
const HEADER_LIMIT = 100_000;

/**
 * @param limit records that are read, the first line's among them
 * @returns each with as many cells as it has; or what is no CSV in it
 */
export function readCsv(text: string, limit: number): CsvRecord[] | { problem: string } {
  const [said, own] = SAID.exec(text) ?? [];
  // Its line stays, empty: rows are named by their place in the file.
  const rows = said === undefined ? text : text.slice(said.length);
  try {
    return parse(rows, {
      bom: true,
      delimiter: own ?? findDelimiter(rows),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: RECORD_LIMIT,
      to: limit,
      raw: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    return { problem: toProblem(error, rows) };
  }
}

/** By the names in the first line, without what stands in quotation marks. */
function findDelimiter(text: string): string {
  const [line = ""] = text.slice(0, HEADER_LIMIT).match(/[^\r\n\uFEFF]+/) ?? [];
  const bare = line.replaceAll(/"[^"]*"/g, "");
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((most, each) => (count(each) > count(most) ? each : most));
}

const NOT_CLOSED: ReadonlySet<string> = new Set(["CSV_QUOTE_NOT_CLOSED", "CSV_MAX_RECORD_SIZE"]);

/** The row that it is about begins some lines before the one at which it is noticed. */
function toProblem(error: unknown, text: string): string {
  const begun = String(read(error, "raw") ?? "").replace(/^[\r\n]+/, "");
  // Without its end a row reaches to that of the file, and may be so short that others hold the same.
  const start = text.endsWith(begun) ? text.length - begun.length : text.indexOf(begun);
  const line = countLineEnds(text.slice(0, start)) + 1;
  return NOT_CLOSED.has(readString(error, "code") ?? "")
    ? `This is no CSV file: a quotation mark in the row that begins at line ${line} is not closed.`
    : `This is no CSV file: a quotation mark stands where none can in the row that begins at line ${line}. Within quotation marks it is written twice.`;
}

export function countLineEnds(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}
