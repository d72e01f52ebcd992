/** Keeps jobs, their rows and their results in the console's store, sealed: they are about people. */

import { randomUUID } from "node:crypto";
import { z } from "zod";
import { hasExactNumber, parseExactly, writeExactly } from "@/lib/exact-number";
import { HttpError } from "@/lib/web/http-error";
import { getStore } from "../store/get-store.server";
import { getSealed, type HeldSealed, holdSealed, putSealed } from "../store/sealed.server";
import { type Job, jobSchema, type RowResult, resultSchema } from "./job";

/** How long a job can be looked at, and carried on. */
const JOB_MS = 24 * 60 * 60 * 1000;

/** A job whose worker says nothing for so long has none. */
const LEASE_MS = 15_000;

const JOBS = "jobs";

/** A job as it begins, which nobody can see before `publishJob`: its parts are kept first. */
export function newJob(
  job: Pick<Job, "kind" | "title" | "by" | "total" | "cursor" | "data"> & { failed?: number },
): Job {
  return {
    failed: 0,
    ...job,
    id: randomUUID(),
    state: "ready",
    done: 0,
    pages: 0,
    failedPages: [],
    createdAt: Date.now(),
  };
}

/** A job that needs no parts. */
export async function createJob(job: Parameters<typeof newJob>[0]): Promise<Job> {
  const created = newJob(job);
  await publishJob(created);
  return created;
}

/** Makes a job that is whole visible. */
export async function publishJob(job: Job): Promise<void> {
  await saveJob(job);
  await (await getStore()).addMember(JOBS, job.id, JOB_MS);
}

export async function saveJob(job: Job): Promise<void> {
  await putSealed(`job:${job.id}`, job, JOB_MS);
}

export async function findJob(id: string): Promise<Job | undefined> {
  return getSealed(`job:${id}`, jobSchema);
}

/** For who works on it: what they write down counts unless somebody else has written since. */
export async function holdJob(id: string): Promise<HeldSealed<Job> | undefined> {
  return holdSealed(`job:${id}`, jobSchema, JOB_MS);
}

/** @throws HttpError 404 */
export async function requireJob(id: string): Promise<Job> {
  const job = await findJob(id);
  if (!job) throw new HttpError(404, "not-found");
  return job;
}

/** Newest first. */
export async function listJobs(kind: Job["kind"], count: number): Promise<Job[]> {
  const ids = await (await getStore()).members(JOBS);
  const jobs = await Promise.all(ids.map(findJob));
  return jobs
    .filter((job): job is Job => job?.kind === kind)
    .sort((one, other) => other.createdAt - one.createdAt)
    .slice(0, count);
}

const partSchema = z.object({ rows: z.unknown(), exactly: z.string().optional() });

/** A part of what the job is to do, for the step that begins at it. */
export async function putPart(id: string, part: number, rows: object): Promise<void> {
  // A release that knows no such numbers finds no rows, in place of others.
  const kept = hasExactNumber(rows) ? { exactly: writeExactly(rows) } : { rows };
  await putSealed(`job-part:${id}:${part}`, kept, JOB_MS);
}

export async function getPart(id: string, part: number): Promise<unknown> {
  const kept = await getSealed(`job-part:${id}:${part}`, partSchema);
  return kept?.exactly === undefined ? kept?.rows : parseExactly(kept.exactly);
}

export async function removePart(id: string, part: number): Promise<void> {
  await (await getStore()).remove(`job-part:${id}:${part}`);
}

/** @param page from 0 */
export async function putResults(id: string, page: number, results: readonly RowResult[]): Promise<void> {
  await putSealed(`job-results:${id}:${page}`, { results }, JOB_MS);
}

export async function getResults(id: string, page: number): Promise<RowResult[]> {
  const kept = await getSealed(`job-results:${id}:${page}`, z.object({ results: z.array(resultSchema) }));
  return kept?.results ?? [];
}

export async function askToStop(id: string): Promise<void> {
  await (await getStore()).put(`job-stop:${id}`, "1", JOB_MS);
}

/** Whether it was asked, once. */
export async function takeStop(id: string): Promise<boolean> {
  return (await (await getStore()).take(`job-stop:${id}`)) !== undefined;
}

/** Among all instances one works on a job: whoever holds its lease. */
export interface Lease {
  /** Whether nobody has taken it meanwhile. */
  isHeld(): Promise<boolean>;
  drop(): Promise<void>;
}

/** Renewed for as long as this process lives; undefined where somebody else has it. */
export async function takeLease(id: string): Promise<Lease | undefined> {
  const key = `job-lease:${id}`;
  const own = randomUUID();
  const store = await getStore();
  if (!(await store.putNew(key, own, LEASE_MS))) return undefined;
  const isHeld = async () => (await store.get(key)) === own;
  // A store that does not answer: the lease may end, and whoever works on the job finds out before the next step.
  const renew = () => store.replaceIf(key, own, own, LEASE_MS).catch(() => {});
  const timer = setInterval(() => void renew(), LEASE_MS / 3);
  timer.unref();
  return {
    isHeld,
    async drop() {
      clearInterval(timer);
      // A store that does not answer: no longer renewed, the lease ends by itself.
      await store.removeIf(key, own).catch(() => {});
    },
  };
}

export async function isWorkedOn(id: string): Promise<boolean> {
  return (await (await getStore()).get(`job-lease:${id}`)) !== undefined;
}
