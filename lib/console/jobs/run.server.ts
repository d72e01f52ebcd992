/** Works on a job, step by step, behind the page that shows it: with its trail, until it ends or somebody stops it. */

import { getLogger, redact } from "@/lib/observe/log";
import { holdEnd, isDraining } from "@/lib/process/shutdown";
import { ActFailed, act } from "../act/act.server";
import { toCulprit } from "../act/to-failure.server";
import { runBulkStep } from "../identities/bulk-all.server";
import { runImportStep } from "../import/run.server";
import type { Operator } from "../operator/operator";
import { checkAgain } from "../operator/require-operator.server";
import type { HeldSealed } from "../store/sealed.server";
import { type Job, type JobKind, type JobStep, type StepConditions, withBegun, withStep } from "./job";
import { toJobPermission } from "./job-permission";
import { findJob, holdJob, type Lease, putResults, saveJob, takeLease, takeStop } from "./jobs.server";

/** Undefined where somebody else has taken it over meanwhile. */
type Step = (operator: Operator, job: Job, how: StepConditions) => Promise<JobStep | undefined>;

type Begun = ReturnType<typeof withBegun>;

const STEPS: Readonly<Record<JobKind, Step>> = { import: runImportStep, bulk: runBulkStep };

/** Begins, or carries on; returns at once. @returns false where somebody works on it already, or it is over */
export async function startJob(operator: Operator, { id }: Job): Promise<boolean> {
  const lease = await takeLease(id);
  if (!lease) return false;
  const job = await begin(operator, id).catch(async (error: unknown) => {
    // Renewed, it would keep everybody from this job for as long as this process lives.
    await lease.drop();
    throw error;
  });
  if (!job) {
    await lease.drop();
    return false;
  }
  holdEnd(work(operator, job, lease).catch(logDefect));
  return true;
}

/** Read now: whoever worked on it before may have gone on, and ended, since its page was drawn. */
async function begin({ name }: Operator, id: string): Promise<Job | undefined> {
  const job = await findJob(id);
  if (job?.cursor === undefined) return undefined;
  await takeStop(id);
  await saveJob({ ...job, state: "running", problem: undefined, carriedBy: name });
  return job;
}

async function work(operator: Operator, { id, kind, title }: Job, lease: Lease): Promise<void> {
  try {
    const change = { kind, title };
    await act(operator, "job.run", { kind: "job", id }, { change }, async () => {
      const { state, done, failed, problem } = await runSteps(operator, id, STEPS[kind], lease);
      return { after: { state, done, failed, problem } };
    });
  } finally {
    await lease.drop();
  }
}

/**
 * Each step is kept before the next begins: after a restart the job goes on where it was. Each is made as the operator may
 * act by then: the job ends with the session that carries it on (threat C32).
 */
async function runSteps(
  operator: Operator,
  id: string,
  run: Step,
  lease: Lease,
): Promise<Pick<Job, "state" | "done" | "failed" | "problem">> {
  for (;;) {
    const held = await holdJob(id);
    if (!held) return { state: "stopped", done: 0, failed: 0 };
    const { value: job } = held;
    // Somebody else goes on with it: what they write down counts.
    if (job.cursor === undefined || !(await lease.isHeld())) return job;
    if (await takeStop(id)) return end(held, { ...job, state: "stopped" });
    if (isDraining()) return end(held, { ...job, state: "paused", problem: ENDING });
    const current = await checkAgain(operator, toJobPermission(job)).catch(async (error: unknown) => {
      await held.replace({ ...job, state: "stopped", problem: NOT_KNOWN });
      throw error;
    });
    if (!current) return end(held, { ...job, state: "paused", problem: PAUSED });
    const begun = withBegun(job, job.cursor, Date.now());
    await runStep(held, begun, () =>
      run(current, begun.job, { isAgain: begun.isAgain, isHeld: lease.isHeld }),
    );
  }
}

const PAUSED =
  "Paused: the session of the operator who ran it has ended, or their role may not do this any more. Continue it from here.";
const ENDING = "Paused: the server that worked on it ends, for an upgrade perhaps. Continue it from here.";
const NOT_KNOWN =
  "It is not known whether the operator who ran it is still signed in. No further row was begun. Continue it from here.";

/** @throws what the step throws, once the job says that it stopped by it */
async function runStep(held: HeldSealed<Job>, { job }: Begun, run: () => ReturnType<Step>): Promise<void> {
  if (!(await held.replace(job))) return;
  try {
    const step = await run();
    // Else somebody else has begun the step again: their results count, and they need what it takes away.
    if (!step || !(await held.replace(job))) return;
    if (step.results.length > 0) await putResults(job.id, job.pages, step.results);
    if (await held.replace(withStep(job, step))) await step.finish?.();
  } catch (error) {
    await held.replace({ ...job, state: "stopped", problem: toProblem(error) });
    throw error;
  }
}

async function end(held: HeldSealed<Job>, job: Job): Promise<Job> {
  await held.replace(job);
  return job;
}

/** What is known of the step that failed (threat C24). */
function toProblem(error: unknown): string {
  return `${toCulprit(error)} did not confirm the last rows: they may or may not be done. Carried on, it begins with them again, and knows those that it made.`;
}

function logDefect(error: unknown): void {
  const cause = error instanceof ActFailed ? error.cause : error;
  const stack = cause instanceof Error ? redact(cause.stack ?? "") : "";
  getLogger().error({ event: "console-job-stopped", stack });
}
