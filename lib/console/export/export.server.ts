/** Everybody whom a list finds as a file, page by page as it is sent: never more than one page is held. */

import { OryError } from "@/lib/ory/error";
import type { Ending } from "../act/act.server";
import { listIdentities } from "../identities/identities.server";
import type { IdentityFilter } from "../identities/identity-filter";
import type { Operator } from "../operator/operator";
import { type ExportFormat, toExportEnd, toExportRows, toExportStart } from "./rows";

/** Small enough for one answer of Kratos', whatever traits hold. */
const PAGE_ROWS = 100;

interface ExportOptions {
  format: ExportFormat;
  /** Of the traits of all schemas: the columns of a CSV file. */
  paths: readonly string[];
  /** Told once how it ended: with the last row taken, or before. */
  end(ending: Ending): Promise<void>;
}

/** Nothing is read before it is asked for, so that the end is told when the last row has been taken. */
export function toExport(
  operator: Operator,
  filter: IdentityFilter,
  { format, paths, end }: ExportOptions,
): ReadableStream<Uint8Array> {
  const pages = readPages(operator, filter, { format, paths });
  const encoder = new TextEncoder();
  let rows = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const page = await pages.next();
          if (page.done) {
            await end({ result: "done", after: { rows } });
            return controller.close();
          }
          rows += page.value.rows;
          controller.enqueue(encoder.encode(page.value.text));
        } catch (error) {
          await end({ result: "broken-off", after: { rows }, error: toReason(error) });
          throw error;
        }
      },
      cancel: () => end({ result: "broken-off", after: { rows }, error: "The browser hung up." }),
    },
    { highWaterMark: 0 },
  );
}

/** Upstream, operation and status: an OryError's message holds nothing else. */
function toReason(error: unknown): string {
  return error instanceof OryError ? error.message : "unknown";
}

async function* readPages(
  operator: Operator,
  filter: IdentityFilter,
  { format, paths }: Pick<ExportOptions, "format" | "paths">,
): AsyncGenerator<{ text: string; rows: number }> {
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
