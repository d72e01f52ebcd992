/** The one function through which the console writes: an intent before, an outcome after, whatever happens (C24, L2). */

import { randomUUID } from "node:crypto";
import { OryError } from "../../ory/error";
import type { Operator } from "../operator/operator";
import type { ActSubject, FailedResult, Result } from "../trail/entry";
import { record } from "../trail/record.server";
import { ActRefused } from "./act-definition";
import type { Operation } from "./operations";
import { toStepsResult } from "./outcome";
import type { Receipt } from "./receipt";
import { toActResult, withWrites } from "./writes.server";

/** Thrown when a write was not answered with a success. */
export class ActFailed extends Error {
  constructor(
    readonly act: string,
    readonly operation: Operation,
    readonly subject: ActSubject,
    readonly result: FailedResult,
    override readonly cause: unknown,
  ) {
    super(`${operation}: ${result}`, { cause });
    this.name = "ActFailed";
  }
}

interface ActDetails {
  reason?: string;
  /** What was there, and what is wanted; secrets are taken out before they are kept. */
  before?: unknown;
  change?: unknown;
}

/** How an act ended; what is in it goes into the trail. */
export interface Ending {
  result: Result;
  after?: unknown;
  made?: ActSubject;
  error?: string;
}

/**
 * Writes that an act begins; for one that goes on after its answer has begun, such as a file that is being sent.
 * @returns to be called once it has ended: what it is called with first counts
 */
export async function beginAct(
  operator: Operator,
  operation: Operation,
  subject: ActSubject,
  details: ActDetails,
): Promise<(ending: Ending) => Promise<void>> {
  return (await begin(operator, operation, subject, details)).end;
}

async function begin(
  operator: Operator,
  operation: Operation,
  subject: ActSubject,
  { reason, before, change }: ActDetails,
) {
  const { issuer, subject: operatorSubject, name, role, headers } = operator;
  const id = randomUUID();
  const common = {
    act: id,
    operator: { issuer, subject: operatorSubject, name, role },
    operation,
    subject,
    requestId: headers["x-request-id"] ?? "",
  };
  await record({ ...common, phase: "intent", at: toNow(), reason, before, change });
  let hasEnded = false;
  const end = async ({ result, after, made, error }: Ending) => {
    if (hasEnded) return;
    hasEnded = true;
    await record({ ...common, phase: "outcome", at: toNow(), result, after, made, error });
  };
  return { id, end };
}

/**
 * Runs a write. `after` of its result goes into the trail, with the worst of what became of its steps; the rest to the caller.
 * @throws ActFailed with what is known of the outcome
 */
export async function act<T extends Pick<Ending, "after" | "made"> & { receipt?: Pick<Receipt, "steps"> }>(
  operator: Operator,
  operation: Operation,
  subject: ActSubject,
  details: ActDetails,
  run: () => Promise<T>,
): Promise<T> {
  const { id, end } = await begin(operator, operation, subject, details);
  return withWrites(async (writes) => {
    try {
      const done = await run();
      await end({ result: toStepsResult(done.receipt?.steps ?? []), after: done.after, made: done.made });
      return done;
    } catch (error) {
      const result = toActResult(error, writes);
      const { confirmed } = writes;
      const after = confirmed.length > 0 ? { confirmed } : undefined;
      await end({ result, after, error: toReason(error) });
      throw new ActFailed(id, operation, subject, result, error);
    }
  });
}

const toNow = () => new Date().toISOString();

/**
 * Upstream, operation and status: an OryError's message holds nothing else. Of what the act itself refused its own sentence and
 * the names of the fields, never what stood in them (threat L1).
 */
function toReason(error: unknown): string {
  if (error instanceof ActRefused) {
    const fields = Object.keys(error.fields).join(", ");
    return fields ? `${error.text} (${fields})` : error.text;
  }
  return error instanceof OryError ? error.message : error instanceof Error ? error.name : "unknown";
}
