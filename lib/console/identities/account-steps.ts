/** Runs what several servers have to do for one act: each on its own, and what became of each is told. */

import { OryError, type Upstream } from "../../ory/error";
import { toResult } from "../act/outcome";
import { toRefusedBy } from "../ory/is-about-asked";

export interface AccountStep {
  label: string;
  run: () => Promise<void>;
}

export interface StepResult {
  label: string;
  result: "done" | "nothing-to-do" | "failed" | "unknown";
  detail?: string;
  refusedBy?: Upstream;
}

/** Side by side; one that fails stops no other. Never throws. */
export function runSteps(steps: readonly AccountStep[]): Promise<StepResult[]> {
  return Promise.all(
    steps.map(async ({ label, run }): Promise<StepResult> => {
      try {
        await run();
        return { label, result: "done" };
      } catch (error) {
        return { label, ...toStepFailure(error) };
      }
    }),
  );
}

/** Servers say 404 where there is nothing to end; one that did not answer may have done it (threat C24). */
function toStepFailure(error: unknown): Omit<StepResult, "label"> {
  if (error instanceof OryError && error.status === 404) return { result: "nothing-to-do" };
  if (toResult(error) === "unknown")
    return { result: "unknown", detail: "Not confirmed: look at what is the case before you try again." };
  return { result: "failed", detail: "Not done: it is safe to try again.", ...toRefusedBy(error) };
}
