/** The whole of what the trail keeps and a filter finds, page by page as it is read. */

import type { ExportPage } from "../export/stream.server";
import type { Operator } from "../operator/operator";
import { toCsv, toNdjson } from "./export";
import type { TrailFilter } from "./filter";
import { readTrail } from "./read.server";

const PAGE_ACTS = 500;

/** @throws StoreUnavailable from a page that cannot be read: a file that ends early would look whole */
export async function* readTrailPages(
  operator: Operator,
  filter: TrailFilter,
  format: "csv" | "ndjson",
): AsyncGenerator<ExportPage> {
  let before: string | undefined;
  let isFirst = true;
  do {
    const { acts, next } = await readTrail(operator, filter, { before, count: PAGE_ACTS });
    yield { text: format === "csv" ? toCsv(acts, isFirst) : toNdjson(acts), rows: acts.length };
    isFirst = false;
    before = next;
  } while (before !== undefined);
}
