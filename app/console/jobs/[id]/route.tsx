/** `/console/jobs/{id}`: how far a long act is, what became of each row, and its end. */

import { JobPage } from "@/components/console/pages/job-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import type { Operation } from "@/lib/console/act/operations";
import type { FieldName } from "@/lib/console/forms/field-words";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { toJobActs } from "@/lib/console/jobs/acts.server";
import { isFailed, JOB_KINDS, type Job, toBeginWord, toLookPages } from "@/lib/console/jobs/job";
import { toJobPermission } from "@/lib/console/jobs/job-permission";
import { getResults, isWorkedOn, requireJob } from "@/lib/console/jobs/jobs.server";
import { isAllowed } from "@/lib/console/operator/permissions";
import { requirePermission } from "@/lib/console/operator/require-operator.server";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { toAutomatic } from "@/lib/console/request/automatic";
import { type OperatorPage, toConsolePath } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { readQuery } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

const ROUTE = "/console/jobs/{id}";

/** How often the page of a job that runs is read again. */
const REREAD_SECONDS = 3;

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.block", request, async (page) =>
    show(page, await readJob(page, (await params).id), NO_PROBLEMS),
  );
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "identities.block", request, async (page) => {
    const job = await readJob(page, (await params).id);
    return handleActs(page, toJobActs(job), (problems) => show(page, job, problems));
  });
}

async function readJob(page: OperatorPage, id: string): Promise<Job> {
  const job = await requireJob(requireUuid(id));
  requirePermission(page.operator, JOB_KINDS[job.kind]);
  return job;
}

async function show(page: OperatorPage, job: Job, problems: FormProblems): Promise<Response> {
  const isRunning = job.state === "running" && (await isWorkedOn(job.id));
  const results = (await Promise.all(toLookPages(job).map((page) => getResults(job.id, page)))).flat();
  const word = toBeginWord(job);
  const fields: FieldName[] = word === undefined ? ["reason"] : ["reason", "confirm"];
  return renderConsole(
    <JobPage
      context={page.context}
      view={{
        job,
        word,
        isRunning,
        reread: isRunning ? { address: toAutomatic(page.address), seconds: REREAD_SECONDS } : undefined,
        rows: results.filter(isFailed),
        start:
          !isRunning && job.cursor !== undefined && isAllowed(page.operator.role, toJobPermission(job))
            ? toActForm(page, job.kind === "import" ? "import.start" : "bulk.resume", fields)
            : undefined,
        results:
          job.pages > 0
            ? toActForm(page, "job.export", [], toConsolePath(`/jobs/${job.id}/results`))
            : undefined,
        stop: isRunning ? toActForm(page, "job.stop") : undefined,
        problems,
        done: await readSaid(page, job, isRunning),
      }}
    />,
    { status: problems.status },
  );
}

/** What an act that led here says is said as long as it is so: the job may have begun, or ended, since its page was asked for. */
async function readSaid(page: OperatorPage, { state }: Job, isRunning: boolean): Promise<string | undefined> {
  const { done } = readQuery(page.request, ["done"]);
  const acts = state === "ready" ? TO_READY : isRunning ? TO_RUNNING : [];
  return acts.some((operation) => operation === done) ? await readDoneSentence(page) : undefined;
}

const TO_READY = ["import.check", "identities.bulk-all"] as const satisfies readonly Operation[];
const TO_RUNNING = ["import.start", "bulk.resume", "job.stop"] as const satisfies readonly Operation[];
