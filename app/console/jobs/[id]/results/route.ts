/** `/console/jobs/{id}/results`: what became of each row, as a file. */

import { JOB_KINDS } from "@/lib/console/jobs/job";
import { getResults, requireJob } from "@/lib/console/jobs/jobs.server";
import { requirePermission } from "@/lib/console/operator/require-operator.server";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toFileAnswer } from "@/lib/console/request/file-answer.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { toSafeCsv } from "@/lib/console/trail/export";

export const dynamic = "force-dynamic";

const ROUTE = "/console/jobs/{id}/results";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.block", request, async ({ operator }) => {
    const { id, kind, pages } = await requireJob(requireUuid((await params).id));
    requirePermission(operator, JOB_KINDS[kind]);
    const encoder = new TextEncoder();
    let page = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (page === 0) controller.enqueue(encoder.encode(toSafeCsv(["row", "result", "detail"], [])));
        if (page >= pages) return controller.close();
        const rows = (await getResults(id, page)).map(({ label, result, detail = "" }) => [
          label,
          result,
          detail,
        ]);
        page += 1;
        const [first, ...others] = rows;
        if (first) controller.enqueue(encoder.encode(toSafeCsv(first, others)));
      },
    });
    return toFileAnswer("results.csv", "text/csv; charset=utf-8", body);
  });
}

export const POST = refuseConsoleMethod(ROUTE, "GET, HEAD");
