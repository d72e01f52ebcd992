/** What can be done about a job: start it, stop it, carry it on. */

import { z } from "zod";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { isAllowed } from "../operator/permissions";
import { type Job, toBeginWord } from "./job";
import { toJobPermission } from "./job-permission";
import { askToStop, findJob, isWorkedOn } from "./jobs.server";
import { startJob } from "./run.server";

export function toJobActs(job: Job): AnyAct[] {
  const { id, title, kind } = job;
  const subject = { kind: "job", id };
  const next = `/jobs/${id}`;
  const run: Parameters<typeof defineAct>[0]["run"] = async (operator) => {
    if (!isAllowed(operator.role, toJobPermission(job)))
      throw new ActRefused("Your role may not do what this job does.");
    if (!(await startJob(operator, job))) throw new ActRefused("It is being worked on, or over.", {}, 409);
    return { after: { title }, next };
  };
  return [
    defineAct({
      operation: kind === "import" ? "import.start" : "bulk.resume",
      subject,
      summary: `Begin, or carry on: ${title}.`,
      fields: z.object({ reason }),
      typed: toBeginWord(job),
      run,
    }),
    defineAct({
      operation: "job.stop",
      subject,
      summary: `Stop: ${title}.`,
      // No reason: the page reads itself anew while somebody would type one.
      fields: z.object({}),
      async run() {
        // Read now: it may have ended since its page was drawn.
        const isOver = (await findJob(id))?.cursor === undefined || !(await isWorkedOn(id));
        if (isOver) throw new ActRefused("It had ended, or stopped, already.", {}, 409);
        await askToStop(id);
        return { next };
      },
    }),
  ];
}
