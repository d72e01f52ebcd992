/** Finds the app behind a flow: which request the flow returns to, from the cookie that keeps it (threat O20). */

import type { BrandSigns } from "@/lib/brand/choose-brand";
import { getConfig } from "@/lib/config/config";
import { toAnswerForm } from "@/lib/oauth2/login/login-answer.server";
import { readPendingRequest } from "@/lib/oauth2/login/pending-request.server";
import { type Challenge, toChallenge } from "@/lib/oauth2/shared/challenge";
import { findClientCard, findKnownMetadata } from "@/lib/oauth2/shared/client-card.server";
import type { ClientCard } from "@/lib/oauth2/shared/view";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import type { FlowLink } from "@/lib/self-service/message-view";
import { toFlowReturnTo } from "@/lib/self-service/to-flow-view";
import type { PageRequest } from "@/lib/web/page-request";

export interface AppRequest {
  clientName?: string;
  clientCard: ClientCard;
  client: NonNullable<BrandSigns["client"]>;
  challenge: Challenge;
}

/** The app's name, card and brand, and the request to cancel; Hydra is asked where this process has not met the app yet. */
export async function findAppRequest(page: PageRequest, flow: KratosFlow): Promise<AppRequest | undefined> {
  const challenge = toLoginChallenge(toFlowReturnTo(flow));
  const pendingRequest = challenge ? await readPendingRequest(page.request, challenge) : null;
  if (!challenge || !pendingRequest) return undefined;
  const { clientId, clientName } = pendingRequest;
  return {
    clientName,
    clientCard: await findClientCard(clientId, page.caller),
    client: { id: clientId, metadata: findKnownMetadata(clientId) },
    challenge,
  };
}

/** The way back to the app whose request a destination goes on with, where this browser is in the middle of it. */
export async function findCancelLink(
  page: PageRequest,
  returnTo: string | undefined,
): Promise<FlowLink | undefined> {
  const challenge = toLoginChallenge(
    returnTo?.startsWith("/") ? getConfig().publicUrl.origin + returnTo : returnTo,
  );
  const pendingRequest = challenge && (await readPendingRequest(page.request, challenge));
  if (!challenge || !pendingRequest) return undefined;
  const { t } = page.context;
  const client = pendingRequest.clientName;
  return { ...toCancelLink(page, challenge), ...(client && { label: t("error.backToApp", { client }) }) };
}

export function toCancelLink({ context }: PageRequest, challenge: Challenge): FlowLink {
  const { action, fields } = toAnswerForm("/login", challenge);
  return {
    testId: "cancel-link",
    href: action,
    label: context.t("login.cancel"),
    post: { fields: { ...fields, decision: "cancel" } },
  };
}

/** The challenge that a flow goes back to when it is done. */
export function toLoginChallenge(returnTo: string | undefined): Challenge | undefined {
  if (!returnTo || !URL.canParse(returnTo)) return undefined;
  return toChallenge(new URL(returnTo).searchParams.get("login_challenge") ?? "");
}
