/** What a redirect does not say of the flow that a form was sent to: one more read of Kratos'. */

import { readString } from "@/lib/json";
import { type FlowAnswer, toFlowOutcome } from "@/lib/observe/flow-outcome";
import { OryError } from "@/lib/ory/error";
import { getFlow } from "@/lib/ory/kratos-public";
import { hasSentAtOnce } from "@/lib/self-service/made-flow";
import type { FlowKind } from "@/lib/self-service/view";
import { toCaller } from "@/lib/web/caller";
import { readUrl } from "@/lib/web/request-url";

/** Whether a sign-in that is shown again waits for a code now; where the read fails, what may have been sent counts. */
export async function waitsForCode(request: Request, answer: FlowAnswer): Promise<boolean> {
  if (answer.json !== undefined) return hasSentAtOnce({ state: readString(answer.json, "state") });
  const flow = readUrl(request).searchParams.get("flow");
  if (!flow || toFlowOutcome("login", answer) !== "shown-again") return false;
  try {
    return hasSentAtOnce((await getFlow("login", flow, toCaller(request))).data);
  } catch (error) {
    if (error instanceof OryError) return error.kind !== "status";
    throw error;
  }
}

/** Another browser's flow (403), one that there never was (404) or that is over (410). */
export const NO_FLOW: ReadonlySet<number> = new Set([403, 404, 410]);

/** Whether Kratos knows no such flow of this browser's, or no longer; where it does not say so, the form counts as taken. */
export async function isNoFlow(request: Request, kind: FlowKind): Promise<boolean> {
  const flow = readUrl(request).searchParams.get("flow");
  if (!flow) return true;
  try {
    await getFlow(kind, flow, toCaller(request));
    return false;
  } catch (error) {
    if (error instanceof OryError) return error.kind === "status" && NO_FLOW.has(error.status);
    throw error;
  }
}
