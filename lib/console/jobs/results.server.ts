/** What became of each row of a job, as the pages of a file. */

import type { ExportPage } from "../export/stream.server";
import { toSafeCsv } from "../trail/export";
import type { Job } from "./job";
import { getResults } from "./jobs.server";

export async function* readResultPages({ id, pages }: Pick<Job, "id" | "pages">): AsyncGenerator<ExportPage> {
  yield { text: toSafeCsv(["row", "result", "detail"], []), rows: 0 };
  for (let page = 0; page < pages; page += 1) {
    const results = await getResults(id, page);
    const [first, ...others] = results.map(({ label, result, detail = "" }) => [label, result, detail]);
    if (first) yield { text: toSafeCsv(first, others), rows: results.length };
  }
}
