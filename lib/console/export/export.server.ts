/** Everybody whom a list finds as a file, page by page as it is sent: never more than one page is held. */

import { listIdentities } from "../identities/identities.server";
import type { IdentityFilter } from "../identities/identity-filter";
import { isOneOf } from "../identities/look-through.server";
import type { Operator } from "../operator/operator";
import { type ExportFormat, toExportEnd, toExportRows, toExportStart } from "./rows";
import type { ExportPage } from "./stream.server";
import { toTrickle } from "./trickle";

const PAGE_ROWS = 100;

/** Of those that are looked through for what Kratos cannot filter by: few of them are written. */
const LOOKED_AT_ROWS = 250;

interface ExportOptions {
  format: ExportFormat;
  /** Of the traits of all schemas: the columns of a CSV file. */
  paths: readonly string[];
}

/**
 * Something is sent of pages, too, on which nobody is found, so that a proxy sees that it goes on: of JSON an end of a line.
 * @throws OryError from a page that cannot be read: a file that ends early would look whole
 */
export async function* readIdentityPages(
  operator: Operator,
  filter: IdentityFilter,
  { format, paths }: ExportOptions,
): AsyncGenerator<ExportPage> {
  let token: string | undefined;
  let start = toExportStart(format, paths);
  let written = 0;
  const trickle = toTrickle();
  const pageRows = filter.only ? LOOKED_AT_ROWS : PAGE_ROWS;
  do {
    const { items, next } = await listIdentities(operator, filter, token, pageRows);
    const found = items.filter((item) => isOneOf(item, filter.only));
    const end = next === undefined ? toExportEnd(format) : "";
    const text = start + toExportRows(format, paths, found, written === 0) + end;
    yield { text: format === "csv" ? trickle(text, next === undefined) : text || "\n", rows: found.length };
    start = "";
    written += found.length;
    token = next;
  } while (token !== undefined);
}
