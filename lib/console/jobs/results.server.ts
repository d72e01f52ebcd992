/** What became of each row of a job, as the pages of a file. */

import type { ExportPage } from "../export/stream.server";
import { toSafeCsv } from "../trail/export";
import type { Job } from "./job";
import { getResults } from "./jobs.server";

const COLUMNS = ["row", "result", "detail"];

/** @throws StoreUnavailable from a page that cannot be read: the columns' names alone would look like a whole file */
export async function* readResultPages({ id, pages }: Pick<Job, "id" | "pages">): AsyncGenerator<ExportPage> {
  for (let page = 0; page === 0 || page < pages; page += 1) {
    const results = await getResults(id, page);
    const rows = results.map(({ label, result, detail = "" }) => [label, result, detail]);
    const [first, ...others] = page === 0 ? [COLUMNS, ...rows] : rows;
    if (first) yield { text: toSafeCsv(first, others), rows: rows.length };
  }
}
