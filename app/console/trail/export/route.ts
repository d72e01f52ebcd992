/** `/console/trail/export?format=csv|ndjson`: the filtered trail as a file. */

import { beginAct } from "@/lib/console/act/act.server";
import { toExportStream } from "@/lib/console/export/stream.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toFileAnswer } from "@/lib/console/request/file-answer.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { readTrailPages } from "@/lib/console/trail/export.server";
import { readQuery } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/trail/export", "trail.export", request, async ({ operator }) => {
    const { format: asked, ...filters } = readQuery(request, [
      "format",
      "operation",
      "operator",
      "subject",
      "result",
    ]);
    const format = asked === "csv" ? "csv" : "ndjson";
    const subject = { kind: "trail", id: filters.subject ?? "everything" };
    const end = await beginAct(operator, "trail.export", subject, { change: { format, ...filters } });
    const body = toExportStream(operator, "trail.export", readTrailPages(operator, filters, format), end);
    return format === "csv"
      ? toFileAnswer("trail.csv", "text/csv; charset=utf-8", body)
      : toFileAnswer("trail.ndjson", "application/x-ndjson", body);
  });
}

export const POST = refuseConsoleMethod("/console/trail/export", "GET, HEAD");
