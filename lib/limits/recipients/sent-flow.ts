/** What a redirect does not say of the flow that a form was sent to: one more read of Kratos'. */

import { getConfig } from "@/lib/config/config";
import { readString } from "@/lib/json";
import { toFlowKey } from "@/lib/limits/rate-limit-keys";
import { type FlowAnswer, toFlowOutcome } from "@/lib/observe/flow-outcome";
import { OryError } from "@/lib/ory/error";
import { getFlow } from "@/lib/ory/kratos-public";
import { hasSentAtOnce } from "@/lib/self-service/made-flow";
import type { FlowKind } from "@/lib/self-service/view";
import { toCaller } from "@/lib/web/caller";
import { readUrl } from "@/lib/web/request-url";

/**
 * Whether a sign-in that is shown again waits for a code now; where the read fails, what may have been sent counts. Kratos takes a
 * form by its token and the browser's cookie, whoever the flow is of, and shows a flow to nobody but who made it: one that it does
 * not show may wait, too.
 */
export async function waitsForCode(request: Request, answer: FlowAnswer): Promise<boolean> {
  if (answer.json !== undefined) return hasSentAtOnce({ state: readString(answer.json, "state") });
  const flow = readUrl(request).searchParams.get("flow");
  if (!flow || toFlowOutcome("login", answer) !== "shown-again") return false;
  try {
    return hasSentAtOnce((await getFlow("login", flow, toCaller(request))).data);
  } catch (error) {
    if (error instanceof OryError) return leadsBack(request, answer.location) && !isUnknown(error);
    throw error;
  }
}

/**
 * Whether Kratos knows no such flow; where it does not say so, the form counts as taken. Another browser's flow (403) says nothing:
 * Kratos takes the form of one with this browser's own token. Nor does one that is over (410): it may be so since it was taken.
 */
export async function isNoFlow(request: Request, kind: FlowKind): Promise<boolean> {
  const flow = readUrl(request).searchParams.get("flow");
  if (!flow) return true;
  try {
    await getFlow(kind, flow, toCaller(request));
    return false;
  } catch (error) {
    if (error instanceof OryError) return isUnknown(error);
    throw error;
  }
}

const isUnknown = ({ kind, status }: OryError) => kind === "status" && status === 404;

/** To the flow that the form was of: nobody knew its id when they chose where it leads in the end. */
export function leadsBack(request: Request, location: string | undefined): boolean {
  const sent = readUrl(request).searchParams.get("flow") ?? "";
  return toFlowKey(readLocation(location)?.searchParams.get("flow") ?? "") === toFlowKey(sent);
}

/** Where a redirect leads, which may be written without its origin; undefined where it leads nowhere. */
export function readLocation(location: string | undefined): URL | undefined {
  const { origin } = getConfig().publicUrl;
  return location !== undefined && URL.canParse(location, origin) ? new URL(location, origin) : undefined;
}
