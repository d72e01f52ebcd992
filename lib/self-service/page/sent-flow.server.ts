/** The sign-in step of this browser whose making sent a code: it is shown again, since another would send another. */

import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import { OryError } from "@/lib/ory/error";
import { getFlow, type NewFlowOptions } from "@/lib/ory/kratos-public";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { hasSentAtOnce, isMadeFor } from "@/lib/self-service/made-flow";
import type { FlowKind } from "@/lib/self-service/view";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";
import { createToken, hasToken } from "@/lib/web/form-token";
import { type PageRequest, toSessionBinding } from "@/lib/web/page-request";

const cookie = sealedCookie({
  name: "sent-flow",
  // Kratos' default life of a login flow; one that is over earlier says so itself.
  ttlSeconds: 60 * 60,
  schema: z.object({
    /** A token for the session whose second step it is. */
    session: z.string(),
    /** Absent while Kratos' own host makes it: the first flow that comes back is the one. */
    flow: z.string().optional(),
  }),
});

const PURPOSE = "sent-flow";

const toProof = (request: Request) => createToken(PURPOSE, toSessionBinding(request));

/** Newer servers send a code while they make the flow of a second step for somebody with one address. */
export function maySendAtOnce(kind: FlowKind, { aal, refresh }: NewFlowOptions): boolean {
  return kind === "login" && aal === "aal2" && !refresh;
}

/** The flow that waits for its code, where it was made for the same: the same session, destination and address. */
export async function findSentFlow(
  { request, caller }: PageRequest,
  kind: FlowKind,
  options: NewFlowOptions,
): Promise<KratosFlow | undefined> {
  if (!maySendAtOnce(kind, options)) return undefined;
  const kept = await cookie.read(request);
  if (!kept?.flow || !hasToken(kept.session, PURPOSE, toSessionBinding(request))) return undefined;
  try {
    const { data } = await getFlow(kind, kept.flow, caller);
    return hasSentAtOnce(data) && isMadeFor(data, options, getConfig().publicUrl.origin) ? data : undefined;
  } catch (error) {
    // It is over, or somebody else's: what was asked for is made.
    if (error instanceof OryError && error.kind === "status") return undefined;
    throw error;
  }
}

/** Set-Cookie lines that keep a flow which has just been made and has sent. */
export async function keepSentFlow({ request }: PageRequest, flow: KratosFlow): Promise<string[]> {
  return [await cookie.write({ session: toProof(request), flow: flow.id })];
}

/** The same for one that Kratos' own host makes. */
export async function expectSentFlow({ request }: PageRequest): Promise<string[]> {
  return [await cookie.write({ session: toProof(request) })];
}

/** Keeps the flow that was expected once it is here, or stops expecting it: it sent nothing. */
export async function keepExpectedFlow(
  page: PageRequest,
  kind: FlowKind,
  flow: KratosFlow,
): Promise<string[]> {
  if (kind !== "login") return [];
  const kept = await cookie.read(page.request);
  if (!kept || kept.flow) return [];
  return hasSentAtOnce(flow) ? keepSentFlow(page, flow) : [cookie.drop()];
}
