/** Does one act to everybody whom a list's filter finds, page by page, as a job. */

import { z } from "zod";
import { OryError } from "@/lib/ory/error";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import type { Job, JobStep, StepConditions } from "../jobs/job";
import { createJob, getPart, putPart, removePart } from "../jobs/jobs.server";
import type { Operator } from "../operator/operator";
import { isAllowed } from "../operator/permissions";
import { BULK_ACTS, isBulkAct } from "./bulk";
import { runOne } from "./bulk-act.server";
import {
  type IdentityFilter,
  toFilterQuery,
  toFilterSubject,
  toFilterWords,
  toIdentityFilter,
} from "./identity-filter";
import { findIdentities } from "./look-through.server";
import { toIdentityRow } from "./view";

/** Accounts between two looks at whether somebody stopped it. */
const STEP_ROWS = 10;

export const BULK_ALL_FIELDS = ["act", "reason", "confirm"] as const;

/** To type: they may be everybody. */
const BULK_ALL_WORD = "everybody";

/** Stands for the first page, which has no token. */
const START = "start";

const data = z.object({
  act: z.string().refine(isBulkAct),
  reason: z.string().optional(),
  identifier: z.string().optional(),
  match: z.string().optional(),
  /** Instead of these two, where it says more: an instance that knows them alone would do it to more people than it is for. */
  filter: z.record(z.string(), z.string()).optional(),
});

/** @param filter of the list that its form stands on */
export function toBulkAllAct(filter: IdentityFilter): AnyAct {
  const whom = toFilterWords(filter);
  return defineAct({
    operation: "identities.bulk-all",
    subject: toFilterSubject(filter),
    summary: `Do this to everybody whom the list finds: ${whom}.`,
    fields: z.object({
      act: z.string().refine(isBulkAct, "Choose what to do."),
      reason,
    }),
    typed: BULK_ALL_WORD,
    async run(operator, { act, reason }) {
      const { permission, label } = BULK_ACTS[act as keyof typeof BULK_ACTS];
      if (!isAllowed(operator.role, permission))
        throw new ActRefused("Nothing was done.", { act: "Your role may not do this." });
      const job = await createJob({
        kind: "bulk",
        title: `${label}: ${whom}`,
        by: operator.name,
        cursor: START,
        data: { act, reason, ...toKept(filter) },
      });
      return { after: { act, whom }, next: `/jobs/${job.id}` };
    },
  });
}

function toKept(filter: IdentityFilter) {
  const query = toFilterQuery(filter);
  return filter.only ? { filter: query } : { identifier: "", match: "similar", ...query };
}

const pageSchema = z.object({ ids: z.array(z.string()), next: z.string().optional() });

/** Whom a step is about: a step that is begun again is about the same, though some of them are on no list any more. */
async function readPage(operator: Operator, job: Job, filter: IdentityFilter, isAgain: boolean) {
  const kept = isAgain ? pageSchema.safeParse(await getPart(job.id, job.pages)) : undefined;
  if (kept?.success) return kept.data;
  const token = job.cursor === START ? undefined : job.cursor;
  const { items, next } = await findIdentities(operator, filter, token, STEP_ROWS);
  const page = { ids: items.map((item) => toIdentityRow(item).id), next };
  await putPart(job.id, job.pages, page);
  return page;
}

/**
 * Begun again, what is so already counts as it would have then.
 * @returns undefined where somebody else has taken it over
 * @throws OryError where a server refuses who asks, as it would for whoever comes next
 */
export async function runBulkStep(
  operator: Operator,
  job: Job,
  { isAgain, isHeld }: StepConditions,
): Promise<JobStep | undefined> {
  const { act, reason, filter: more, ...query } = data.parse(job.data);
  const filter = toIdentityFilter(more ?? query);
  const { ids, next } = await readPage(operator, job, filter, isAgain);
  const results: JobStep["results"] = [];
  for (const id of ids) {
    // Who stood still in the middle of it would do again what somebody may have taken back since.
    if (!(await isHeld())) return undefined;
    const { refusedBy, ...row } = await runOne(operator, id, act as keyof typeof BULK_ACTS, reason);
    // The step is begun again: an act that is repeated does what the first time did not.
    if (refusedBy)
      throw new OryError({ upstream: refusedBy, operation: "identities.bulk-all", kind: "busy" });
    results.push(row);
  }
  return { results, cursor: next, finish: () => removePart(job.id, job.pages) };
}
