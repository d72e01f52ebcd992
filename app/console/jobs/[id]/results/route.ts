/** `/console/jobs/{id}/results`: what became of each row, as a file. */

import { beginAct } from "@/lib/console/act/act.server";
import { waitForStepUp } from "@/lib/console/act/handle-acts.server";
import { toExportStream } from "@/lib/console/export/stream.server";
import { JOB_KINDS } from "@/lib/console/jobs/job";
import { requireJob } from "@/lib/console/jobs/jobs.server";
import { readResultPages } from "@/lib/console/jobs/results.server";
import { requirePermission } from "@/lib/console/operator/require-operator.server";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toConsolePath } from "@/lib/console/request/console-page.server";
import { toFileAnswer } from "@/lib/console/request/file-answer.server";
import { seeOther } from "@/lib/web/redirect";

export const dynamic = "force-dynamic";

const ROUTE = "/console/jobs/{id}/results";

type Context = { params: Promise<{ id: string }> };

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.block", request, async (page) => {
    const { operator } = page;
    const job = await requireJob(requireUuid((await params).id));
    const permission = JOB_KINDS[job.kind];
    requirePermission(operator, permission);
    const summary = `Export every row of the job as CSV: ${job.title}.`;
    const waiting = await waitForStepUp(page, { operation: "job.export", summary });
    if (waiting) return waiting;
    const end = await beginAct(operator, "job.export", { kind: "job", id: job.id }, {});
    const body = await toExportStream(operator, permission, readResultPages(job), end);
    return toFileAnswer("results.csv", "text/csv; charset=utf-8", body);
  });
}

/** A link, and the way back from a sign-in that the form met, lead to the job: nothing is made by them. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.block", request, async () =>
    seeOther(toConsolePath(`/jobs/${requireUuid((await params).id)}`)),
  );
}
