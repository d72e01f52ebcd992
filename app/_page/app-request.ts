/** Finds the app behind a flow: which request the flow returns to, from the cookie that keeps it (threat O20). */

import { toFlowReturnTo } from "@/lib/flow/to-flow-view";
import type { FlowKind, FlowLink } from "@/lib/flow/view";
import { readContinuation } from "@/lib/http/continuation";
import { type Challenge, toChallenge } from "@/lib/oauth2/challenge";
import type { RawFlow } from "@/lib/ory/kratos";
import { toAnswerFields } from "./login-answer";
import { type Page, toPath } from "./page";

/** The app's name, and the way out of its request; nothing is asked of Hydra for it. */
export async function findAppRequest(
  page: Page,
  kind: FlowKind,
  flow: RawFlow,
): Promise<{ clientName?: string; links?: FlowLink[] }> {
  const challenge = toLoginChallenge(toFlowReturnTo(flow));
  const continuation = challenge ? await readContinuation(page.request, challenge) : null;
  if (!challenge || !continuation) return {};
  return {
    clientName: continuation.clientName,
    links: kind === "login" ? [toCancelLink(page, challenge)] : [],
  };
}

export function toCancelLink({ chrome }: Page, challenge: Challenge): FlowLink {
  return {
    testId: "cancel-link",
    href: toPath("/login"),
    label: chrome.t("login.cancel"),
    post: { fields: toAnswerFields(challenge, "cancel") },
  };
}

/** The challenge that a flow goes back to when it is done. */
export function toLoginChallenge(returnTo: string | undefined): Challenge | undefined {
  if (!returnTo || !URL.canParse(returnTo)) return undefined;
  return toChallenge(new URL(returnTo).searchParams.get("login_challenge") ?? "");
}
