/** `/console/import`: a file of people, checked row by row before anything is written. */

import { ImportPage } from "@/components/console/pages/import-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { readUploadForm } from "@/lib/console/forms/read-form.server";
import { CHECK_FIELDS, toCheckAct } from "@/lib/console/import/prepare.server";
import { isWorkedOn, listJobs } from "@/lib/console/jobs/jobs.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { listSchemas } from "@/lib/console/schemas/schemas.server";
import { toSchema } from "@/lib/console/schemas/view";
import { getStore } from "@/lib/console/store/get-store.server";
import { read, readString } from "@/lib/json";

export const dynamic = "force-dynamic";

const ROUTE = "/console/import";

/** Imports of the last day that the page lists. */
const JOB_COUNT = 20;

export function GET(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "identities.import", request, (page) => show(page, NO_PROBLEMS));
}

export function POST(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "identities.import", request, (page) =>
    handleActs(page, [toCheckAct()], (problems) => show(page, problems), readUploadForm),
  );
}

async function show(page: OperatorPage, problems: FormProblems): Promise<Response> {
  const [items, jobs, { kind }] = await Promise.all([listSchemas(page.operator), listImports(), getStore()]);
  return renderConsole(
    <ImportPage
      context={page.context}
      view={{
        schemas: items.map((item) => toSchema(readString(item, "id") ?? "", read(item, "schema"))),
        form: toActForm(page, "import.check", CHECK_FIELDS),
        jobs,
        isShared: kind === "redis",
        problems,
      }}
    />,
    { status: problems.status },
  );
}

async function listImports() {
  const jobs = await listJobs("import", JOB_COUNT);
  return Promise.all(jobs.map(async (job) => ({ ...job, isRunning: await isWorkedOn(job.id) })));
}
