/** Everybody whom a list finds as a file, page by page as it is sent: never more than one page is held. */

import { listIdentities } from "../identities/identities.server";
import type { IdentityFilter } from "../identities/identity-filter";
import type { Operator } from "../operator/operator";
import { type ExportFormat, toExportEnd, toExportRows, toExportStart } from "./rows";
import type { ExportPage } from "./stream.server";

const PAGE_ROWS = 100;

interface ExportOptions {
  format: ExportFormat;
  /** Of the traits of all schemas: the columns of a CSV file. */
  paths: readonly string[];
}

/** @throws OryError from a page that cannot be read: a file that ends early would look whole */
export async function* readIdentityPages(
  operator: Operator,
  filter: IdentityFilter,
  { format, paths }: ExportOptions,
): AsyncGenerator<ExportPage> {
  let token: string | undefined;
  let isFirst = true;
  do {
    const { items, next } = await listIdentities(operator, filter, token, PAGE_ROWS);
    const start = isFirst ? toExportStart(format, paths) : "";
    const end = next === undefined ? toExportEnd(format) : "";
    yield { text: start + toExportRows(format, paths, items, isFirst) + end, rows: items.length };
    isFirst = false;
    token = next;
  } while (token !== undefined);
}
