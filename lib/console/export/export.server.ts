/** Everybody whom a list finds as a file, page by page as it is read: never more than one page is held. */

import { listIdentities } from "../identities/identities.server";
import type { IdentityFilter } from "../identities/identity-filter";
import type { Operator } from "../operator/operator";
import { type ExportFormat, toExportEnd, toExportRows, toExportStart } from "./rows";

/** Small enough for one answer of Kratos', whatever traits hold. */
const PAGE_ROWS = 100;

/** @param paths of the traits of all schemas: the columns of a CSV file */
export function toExport(
  operator: Operator,
  filter: IdentityFilter,
  { format, paths }: { format: ExportFormat; paths: readonly string[] },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let token: string | undefined;
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      const { items, next } = await listIdentities(operator, filter, token, PAGE_ROWS);
      const start = isFirst ? toExportStart(format, paths) : "";
      controller.enqueue(encoder.encode(start + toExportRows(format, paths, items, isFirst)));
      isFirst = false;
      token = next;
      if (next !== undefined) return;
      controller.enqueue(encoder.encode(toExportEnd(format)));
      controller.close();
    },
  });
}
