/** What a flow's page depends on beside the flow: which flows are switched on, what the identity schemas say. */

import { findSingleWaitingApp } from "@/lib/oauth2/login/pending-request.server";
import { isFlowEnabled } from "@/lib/ory/cached/flow-switches";
import { getIdentitySchemas, type IdentitySchema } from "@/lib/ory/cached/identity-schemas";
import type { FlowKind } from "@/lib/self-service/view";
import type { PageRequest } from "@/lib/web/page-request";

export interface LoadedFlowContext {
  registrationEnabled?: boolean;
  recoveryEnabled?: boolean;
  verificationEnabled?: boolean;
  identitySchemas: IdentitySchema[];
  /** The one app whose request this browser is in the middle of, for a page that would otherwise lead elsewhere. */
  pendingRequest?: { href: string; clientName?: string };
}

/** Kept in the process: on most pages nothing is asked of Kratos for it. */
export async function loadFlowContext({ request }: PageRequest, kind: FlowKind): Promise<LoadedFlowContext> {
  switch (kind) {
    case "login": {
      const [registrationEnabled, recoveryEnabled, verificationEnabled, identitySchemas] = await Promise.all([
        isFlowEnabled("registration"),
        isFlowEnabled("recovery"),
        isFlowEnabled("verification"),
        getIdentitySchemas(),
      ]);
      return { registrationEnabled, recoveryEnabled, verificationEnabled, identitySchemas };
    }
    case "registration": {
      const [recoveryEnabled, identitySchemas] = await Promise.all([
        isFlowEnabled("recovery"),
        getIdentitySchemas(),
      ]);
      return { recoveryEnabled, identitySchemas };
    }
    case "settings":
      return { identitySchemas: await getIdentitySchemas() };
    case "verification":
      return { identitySchemas: [], pendingRequest: await toPendingRequest(request) };
    case "recovery":
      return { identitySchemas: [] };
  }
}

async function toPendingRequest(request: Request): Promise<LoadedFlowContext["pendingRequest"]> {
  const found = await findSingleWaitingApp(request);
  return found && { href: found.path, clientName: found.clientName };
}
