/** A long act that goes on by itself: what it does, how far it is, and what became of each row. */

import { z } from "zod";
import { readString } from "@/lib/json";
import type { Permission } from "../operator/permissions";

/** What jobs there are, and who may see, start and stop them. */
export const JOB_KINDS = {
  import: "identities.import",
  bulk: "identities.block",
} as const satisfies Readonly<Record<string, Permission>>;

export type JobKind = keyof typeof JOB_KINDS;

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(["import", "bulk"]),
  title: z.string(),
  /** Who began it, for people to read. */
  by: z.string(),
  /** Who carries it on, or did so last; `by` where nobody else did. */
  carriedBy: z.string().optional(),
  /**
   * `ready` waits to be started. A job that runs and that nobody works on was interrupted; one that is `paused` ended with
   * the session of who carried it on, or as its process was told to end. What a newer release calls otherwise has stopped for
   * this one, and can be carried on.
   */
  state: z.enum(["ready", "running", "stopped", "paused", "finished"]).catch("stopped"),
  /** Where there is one: lists of everybody have none. */
  total: z.number().optional(),
  done: z.number(),
  failed: z.number(),
  /** Where the next step begins, in the words of its kind; undefined once there is none. */
  cursor: z.string().optional(),
  /** The step that was begun and has not ended: from which cursor, and when for the first time, in ms since 1970. */
  begun: z.object({ cursor: z.string(), at: z.number() }).optional(),
  /** Pages of results that are kept. */
  pages: z.number(),
  /** The first and the last of them with rows that failed, from 0; absent in a job that an older release began. */
  failedPages: z.array(z.number()).optional(),
  /** Why it stopped by itself. */
  problem: z.string().optional(),
  /** What the kind needs to know. */
  data: z.record(z.string(), z.unknown()),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
});

export type Job = z.output<typeof jobSchema>;

/** To type before it begins, for whoever does: how many rows it has, or whom it is about. Carried on, it asks for none. */
export function toBeginWord({ state, total, data }: Job): string | undefined {
  if (state !== "ready") return undefined;
  if (total !== undefined) return String(total);
  return readString(data, "identifier") ?? readString(data.filter, "identifier") ?? "everybody";
}

export const resultSchema = z.object({
  /** A line of the file, or an account. */
  label: z.string(),
  result: z.enum(["done", "nothing-to-do", "failed", "unknown"]).catch("unknown"),
  detail: z.string().optional(),
});

export type RowResult = z.output<typeof resultSchema>;

/** Whether a row is to be looked at: of one with nothing to do nothing was left undone. */
export function isFailed({ result }: Pick<RowResult, "result">): boolean {
  return result === "failed" || result === "unknown";
}

/** What a step of a job is told of those who may have begun it before, or do so meanwhile. */
export interface StepConditions {
  /** It was begun before, and how far it came is not known. */
  isAgain: boolean;
  /** Whether nobody else has taken it over: asked before each row of a step that does one after another. */
  isHeld: () => Promise<boolean>;
}

/** What one step of a job did. */
export interface JobStep {
  results: RowResult[];
  /** Where the next step begins; undefined at the end. */
  cursor?: string;
  /** Once it is written down that the step is done: takes away what only it needed. */
  finish?: () => Promise<void>;
}

/** A step is begun, perhaps again: after a restart nobody knows how far it came. */
export function withBegun(job: Job, cursor: string, now: number): { job: Job; isAgain: boolean } {
  const isAgain = job.begun?.cursor === cursor;
  return { isAgain, job: isAgain ? job : { ...job, begun: { cursor, at: now } } };
}

/** Pages of results that are looked through for rows that failed. */
const LOOK_PAGES = 20;

/** Those with rows that failed, as far as they are looked through; of an old job all count as such. */
export function toLookPages({ pages, failedPages }: Pick<Job, "pages" | "failedPages">): number[] {
  const all = failedPages ?? Array.from({ length: pages }, (_, page) => page);
  return toFirstAndLast(all, LOOK_PAGES);
}

/** As many: where there are more, half from either end, so that what a check refused hides nothing of what failed later. */
export function toFirstAndLast<T>(items: readonly T[], count: number): T[] {
  return items.length <= count ? [...items] : [...items.slice(0, count / 2), ...items.slice(-count / 2)];
}

/** The job after a step. */
export function withStep(job: Job, { results, cursor }: JobStep): Job {
  const failed = results.filter(isFailed).length;
  return {
    ...job,
    done: job.done + results.length - failed,
    failed: job.failed + failed,
    cursor,
    begun: undefined,
    pages: job.pages + (results.length > 0 ? 1 : 0),
    failedPages:
      failed > 0 && job.failedPages
        ? toLookPages({ ...job, failedPages: [...job.failedPages, job.pages] })
        : job.failedPages,
    state: cursor === undefined ? "finished" : "running",
  };
}
