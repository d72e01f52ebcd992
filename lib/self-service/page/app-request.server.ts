/** Finds the app behind a flow: which request the flow returns to, from the cookie that keeps it (threat O20). */

import { getConfig } from "@/lib/config/config";
import { toAnswerFields } from "@/lib/oauth2/login/login-answer.server";
import { readPendingRequest } from "@/lib/oauth2/login/pending-request.server";
import { type Challenge, toChallenge } from "@/lib/oauth2/shared/challenge";
import { findClientCard } from "@/lib/oauth2/shared/client-card.server";
import type { ClientCard } from "@/lib/oauth2/shared/view";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { toFlowReturnTo } from "@/lib/self-service/to-flow-view";
import type { FlowKind, FlowLink } from "@/lib/self-service/view";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";

/** The app's name and card, and the way out of its request; Hydra is asked where this process has not met the app yet. */
export async function findAppRequest(
  page: PageRequest,
  kind: FlowKind,
  flow: KratosFlow,
): Promise<{ clientName?: string; clientCard?: ClientCard; links?: FlowLink[] }> {
  const challenge = toLoginChallenge(toFlowReturnTo(flow));
  const pendingRequest = challenge ? await readPendingRequest(page.request, challenge) : null;
  if (!challenge || !pendingRequest) return {};
  return {
    clientName: pendingRequest.clientName,
    clientCard: await findClientCard(pendingRequest.clientId, page.caller),
    links: kind === "login" ? [toCancelLink(page, challenge)] : [],
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
  return {
    testId: "cancel-link",
    href: toPath("/login"),
    label: context.t("login.cancel"),
    post: { fields: toAnswerFields(challenge, "cancel") },
  };
}

/** The challenge that a flow goes back to when it is done. */
export function toLoginChallenge(returnTo: string | undefined): Challenge | undefined {
  if (!returnTo || !URL.canParse(returnTo)) return undefined;
  return toChallenge(new URL(returnTo).searchParams.get("login_challenge") ?? "");
}
