/** `/console/trail`: what operators did. */

import { TrailPage } from "@/components/console/pages/trail-page";
import { OPERATIONS } from "@/lib/console/act/operations";
import { toExportForm } from "@/lib/console/export/export-form.server";
import { isAllowed } from "@/lib/console/operator/permissions";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { readListQuery } from "@/lib/console/request/list-query.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { TRAIL_FILTERS } from "@/lib/console/trail/filter";
import { readTrail } from "@/lib/console/trail/read.server";
import { toActView } from "@/lib/console/trail/view.server";

export const dynamic = "force-dynamic";

const COUNT = 50;

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/trail", "trail.read", request, async (page) => {
    const { filters, pageToken, toPager } = readListQuery(page, "/trail", TRAIL_FILTERS);
    const { acts, next, source, unkept } = await readTrail(page.operator, filters, {
      before: pageToken,
      count: COUNT,
    });
    const toExport = (label: string, format: string) =>
      toExportForm(page, "trail.export", label, { ...filters, format });
    return renderConsole(
      <TrailPage
        context={page.context}
        view={{
          acts: acts.map(toActView),
          filters,
          operations: Object.keys(OPERATIONS),
          source,
          unkept,
          pager: toPager(next),
          exports: isAllowed(page.operator.role, "trail.export")
            ? [toExport("Export CSV", "csv"), toExport("Export NDJSON", "ndjson")]
            : [],
        }}
      />,
    );
  });
}

export const POST = refuseConsoleMethod("/console/trail", "GET, HEAD");
