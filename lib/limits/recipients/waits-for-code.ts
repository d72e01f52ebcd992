/** Whether a sign-in that Kratos has answered waits for a code now, which a redirect does not say. */

import { readString } from "@/lib/json";
import { type FlowAnswer, toFlowOutcome } from "@/lib/observe/flow-outcome";
import { OryError } from "@/lib/ory/error";
import { getFlow } from "@/lib/ory/kratos-public";
import { hasSentAtOnce } from "@/lib/self-service/made-flow";
import { toCaller } from "@/lib/web/caller";
import { readUrl } from "@/lib/web/request-url";

/** One more read of Kratos' for a sign-in that is shown again; where it fails, what may have been sent counts. */
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
