/** `/console/trail/export?format=csv|ndjson`: the filtered trail as a file. */

import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toFileAnswer } from "@/lib/console/request/file-answer.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { toCsv, toNdjson } from "@/lib/console/trail/export";
import { readTrail } from "@/lib/console/trail/read.server";
import { readQuery } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

const COUNT = 5000;

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/trail/export", "trail.export", request, async ({ operator }) => {
    const { format, ...filters } = readQuery(request, [
      "format",
      "operation",
      "operator",
      "subject",
      "result",
    ]);
    const { acts } = await readTrail(operator, filters, { count: COUNT });
    return format === "csv"
      ? toFileAnswer("trail.csv", "text/csv; charset=utf-8", toCsv(acts))
      : toFileAnswer("trail.ndjson", "application/x-ndjson", toNdjson(acts));
  });
}

export const POST = refuseConsoleMethod("/console/trail/export", "GET, HEAD");
