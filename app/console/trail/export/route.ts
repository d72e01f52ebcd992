/** `/console/trail/export?format=csv|ndjson`: the filtered trail as a file. */

import { beginAct } from "@/lib/console/act/act.server";
import { waitForStepUp } from "@/lib/console/act/handle-acts.server";
import { toExportStream } from "@/lib/console/export/stream.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toConsolePath } from "@/lib/console/request/console-page.server";
import { toFileAnswer } from "@/lib/console/request/file-answer.server";
import { readTrailPages } from "@/lib/console/trail/export.server";
import { TRAIL_FILTERS } from "@/lib/console/trail/filter";
import { readTypedQuery } from "@/lib/web/guards";
import { seeOther } from "@/lib/web/redirect";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return answerOperator("/console/trail/export", "trail.export", request, async (page) => {
    const { operator } = page;
    const { format: asked, ...filters } = readTypedQuery(request, ["format", ...TRAIL_FILTERS]);
    const format = asked === "csv" ? "csv" : "ndjson";
    const narrowed = Object.values(filters).filter(Boolean).join(", ");
    const summary = `Export the trail as ${format.toUpperCase()}${narrowed && `: ${narrowed}`}.`;
    const waiting = await waitForStepUp(page, { operation: "trail.export", summary });
    if (waiting) return waiting;
    const subject = { kind: "trail", id: filters.subject ?? "everything" };
    const end = await beginAct(operator, "trail.export", subject, { change: { format, ...filters } });
    const body = await toExportStream(
      operator,
      "trail.export",
      readTrailPages(operator, filters, format),
      end,
    );
    return format === "csv"
      ? toFileAnswer("trail.csv", "text/csv; charset=utf-8", body)
      : toFileAnswer("trail.ndjson", "application/x-ndjson", body);
  });
}

/** A link, and the way back from a sign-in that the form met, lead to the trail: nothing is made by them. */
export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/trail/export", "trail.export", request, async () =>
    seeOther(toConsolePath("/trail", readTypedQuery(request, TRAIL_FILTERS))),
  );
}
