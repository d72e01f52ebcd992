/** What the trail says of one act: an intent before it, an outcome after it. */

import { z } from "zod";

/** What an act was about. */
const subjectSchema = z.object({
  /** `identity`, `session`, `client`, `key-set` … */
  kind: z.string(),
  id: z.string(),
  /** The identity whose page shows the entry too, where that is another. */
  identity: z.string().optional(),
});

export type ActSubject = z.output<typeof subjectSchema>;

/**
 * How an act ended. `refused`: the server said no, nothing changed. `not-done`: the server was not reached, nothing
 * changed. `partly`: some of its steps are done and others are not. `unknown`: the request went out and no answer came back. `broken-off`: a file that was not sent to its end.
 */
export const RESULTS = ["done", "refused", "not-done", "partly", "unknown", "broken-off"] as const;
export type Result = (typeof RESULTS)[number];

/** Of a write that was not answered with a success. */
export type FailedResult = Exclude<Result, "done" | "broken-off">;

const common = {
  /** Shared by an intent and its outcome. */
  act: z.string(),
  /** ISO 8601. */
  at: z.string(),
  operator: z.object({ issuer: z.string(), subject: z.string(), name: z.string(), role: z.string() }),
  operation: z.string(),
  subject: subjectSchema,
  requestId: z.string(),
};

export const entrySchema = z.discriminatedUnion("phase", [
  z.object({
    ...common,
    phase: z.literal("intent"),
    reason: z.string().optional(),
    before: z.unknown().optional(),
    change: z.unknown().optional(),
  }),
  z.object({
    ...common,
    phase: z.literal("outcome"),
    result: z.enum(RESULTS),
    after: z.unknown().optional(),
    /** What an act made that could not be named before: its trail has this act too. */
    made: subjectSchema.optional(),
    error: z.string().optional(),
  }),
]);

export type TrailEntry = z.output<typeof entrySchema>;

/** One act as the console shows it; without `result`, nothing is known of how it ended. */
export interface TrailAct {
  act: string;
  at: string;
  operator: TrailEntry["operator"];
  operation: string;
  subject: ActSubject;
  requestId: string;
  reason?: string;
  before?: unknown;
  change?: unknown;
  after?: unknown;
  made?: ActSubject;
  result?: Result;
  error?: string;
}

type Intent = Extract<TrailEntry, { phase: "intent" }>;
type Outcome = Extract<TrailEntry, { phase: "outcome" }>;

/** An act with its outcome, where one was recorded. */
export function toAct({ phase: _, ...intent }: Intent, outcome: Outcome | undefined): TrailAct {
  if (!outcome) return intent;
  const { result, after, made, error } = outcome;
  return { ...intent, result, after, made, error };
}
