/** A file that is sent while it is made, page by page: the trail hears how it ended. */

import { OryError } from "@/lib/ory/error";
import { BrokenOff } from "@/lib/web/whole-body";
import type { Ending } from "../act/act.server";
import type { Operator } from "../operator/operator";
import type { Permission } from "../operator/permissions";
import { checkAgain } from "../operator/require-operator.server";

export interface ExportPage {
  text: string;
  rows: number;
}

/** The operator was signed out, or lost the permission, while their file was sent. */
class NoLongerAllowed extends Error {}

/**
 * The first page is read at once, so that a server which does not give it is told of by a page and not by half an answer. Of
 * the others nothing is read before it is asked for, so that the end is told when the last row has been taken. No page is sent
 * once the operator may not have it any more (threat C32).
 * @param end told once how it ended: with the last row taken, or before
 * @throws OryError from the first page
 */
export async function toExportStream(
  operator: Operator,
  permission: Permission,
  pages: AsyncGenerator<ExportPage>,
  end: (ending: Ending) => Promise<void>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let rows = 0;
  let first: IteratorResult<ExportPage> | undefined = await pages.next().catch(async (error: unknown) => {
    await end({ result: "broken-off", after: { rows }, error: toReason(error) });
    throw error;
  });
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const page = first ?? (await pages.next());
          first = undefined;
          if (page.done) {
            await end({ result: "done", after: { rows } });
            return controller.close();
          }
          if (!(await checkAgain(operator, permission))) throw new NoLongerAllowed();
          rows += page.value.rows;
          controller.enqueue(encoder.encode(page.value.text));
        } catch (error) {
          await end({ result: "broken-off", after: { rows }, error: toReason(error) });
          throw new BrokenOff();
        }
      },
      cancel: () => end({ result: "broken-off", after: { rows }, error: "The browser hung up." }),
    },
    { highWaterMark: 0 },
  );
}

/** Upstream, operation and status: an OryError's message holds nothing else. */
function toReason(error: unknown): string {
  if (error instanceof NoLongerAllowed)
    return "The operator's session has ended, or may not export any more.";
  return error instanceof OryError ? error.message : "unknown";
}
