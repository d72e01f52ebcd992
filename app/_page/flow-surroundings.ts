/** What a flow's page depends on beside the flow: which flows are switched on, what the identity schemas say. */

import type { FlowKind } from "@/lib/flow/view";
import { findContinuation } from "@/lib/http/continuation";
import { isFlowEnabled } from "@/lib/ory/flow-switches";
import { getIdentitySchemas, type IdentitySchema } from "@/lib/ory/identity-schemas";
import type { Page } from "./page";

export interface FlowSurroundings {
  registrationEnabled?: boolean;
  recoveryEnabled?: boolean;
  identitySchemas: IdentitySchema[];
  /** The app's request that this browser is in the middle of, for a page that would otherwise lead elsewhere. */
  continuation?: { href: string; clientName?: string };
}

/** Kept in the process: on most pages nothing is asked of Kratos for it. */
export async function getFlowSurroundings({ request }: Page, kind: FlowKind): Promise<FlowSurroundings> {
  switch (kind) {
    case "login": {
      const [registrationEnabled, recoveryEnabled, identitySchemas] = await Promise.all([
        isFlowEnabled("registration"),
        isFlowEnabled("recovery"),
        getIdentitySchemas(),
      ]);
      return { registrationEnabled, recoveryEnabled, identitySchemas };
    }
    case "registration":
    case "settings":
      return { identitySchemas: await getIdentitySchemas() };
    case "verification":
      return { identitySchemas: [], continuation: await toContinuation(request) };
    case "recovery":
      return { identitySchemas: [] };
  }
}

async function toContinuation(request: Request): Promise<FlowSurroundings["continuation"]> {
  const found = await findContinuation(request);
  return found && { href: found.path, clientName: found.clientName };
}
