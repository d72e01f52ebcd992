/** Gives Hydra its answer to a login challenge, and lets this browser forget the requests it settles. */

import type { OAuth2LoginRequest } from "@ory/client-fetch";
import { isDeviceRefusal, showDenied } from "@/lib/oauth2/device/show-denied.server";
import { readTypedCode } from "@/lib/oauth2/device/user-code.server";
import { dropFirstSight } from "@/lib/oauth2/login/begun-anew.server";
import { type LoginDecision, toParameters } from "@/lib/oauth2/login/decide-login";
import { type LoginChallenge, toClientLabel } from "@/lib/oauth2/login/login-answer.server";
import {
  findLaterRequestOfClient,
  findOlderRequestsOfClient,
  findOtherRequestsOfClient,
  type PendingRequest,
} from "@/lib/oauth2/login/pending-request";
import { dropPendingRequest, readAllPendingRequests } from "@/lib/oauth2/login/pending-request.server";
import { toAcceptedCookies } from "@/lib/oauth2/logout/end-login-sessions.server";
import { acceptLoginAndAudit, rejectLoginAndAudit } from "@/lib/oauth2/shared/audited-answers.server";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { requireNextAddress, withChallenge } from "@/lib/oauth2/shared/challenge.server";
import { LOGIN_CANCELLED } from "@/lib/oauth2/shared/oauth2-error";
import { getLoginRequest } from "@/lib/ory/hydra-admin";
import { acceptOnce } from "@/lib/store/single-flight";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";

/**
 * Answers the newest request of the app in this browser; an older one leads there. What a silent renewal is asked beside a
 * page that somebody sees settles nothing of it.
 */
export async function acceptLoginChallenge(
  page: PageRequest,
  { challenge, request, pendingRequest, logins }: LoginChallenge,
  body: Extract<LoginDecision, { kind: "accept" }>["body"],
): Promise<Response> {
  const all = await readAllPendingRequests(page.request);
  const later = findLaterRequestOfClient(request, pendingRequest, all);
  if (later) {
    const setCookies = [dropPendingRequest(challenge)];
    return seeOther(toPath("/login", { login_challenge: later.challenge }), setCookies);
  }
  const [redirectTo, loginSessions] = await Promise.all([
    acceptOnce(challenge, body.subject, () =>
      withChallenge(() => acceptLoginAndAudit(page, { challenge, request }, body)),
    ),
    toAcceptedCookies(page, logins, request, body.subject),
  ]);
  const href = requireNextAddress(redirectTo, request.request_url);
  const isSilent = toParameters(request).prompt.has("none");
  const others = isSilent ? [] : findOtherRequestsOfClient(request, all).map((other) => other.challenge);
  const answered = [challenge, ...others].map(dropPendingRequest);
  const setCookies = [...answered, ...dropFirstSight(page.request), ...loginSessions];
  return redirectOffOrigin(page, href, { setCookies, targetLabel: toClientLabel(request) });
}

/** Asks Hydra for the request only where a device may have made it: where this browser has just typed its code. */
export async function cancelLoginChallenge(
  page: PageRequest,
  challenge: Challenge,
  pendingRequest: PendingRequest,
): Promise<Response> {
  const [typedCode, all] = await Promise.all([
    readTypedCode(page.request),
    readAllPendingRequests(page.request),
  ]);
  const request = typedCode ? await withChallenge(() => getLoginRequest(challenge, page.caller)) : undefined;
  const older = findOlderRequestsOfClient(pendingRequest, all);
  const settled = older.map((other) => dropPendingRequest(other.challenge));
  const answer = await rejectLoginChallenge(page, { challenge, request, settled }, LOGIN_CANCELLED);
  if (!(await isDeviceRefusal(page.request, request?.request_url))) return answer;
  return showDenied(page, [dropPendingRequest(challenge), ...settled]);
}

/** @param refused and the Set-Cookie lines that forget what ends with it */
export async function rejectLoginChallenge(
  page: PageRequest,
  refused: { challenge: Challenge; request?: OAuth2LoginRequest; settled?: string[] },
  body: Extract<LoginDecision, { kind: "reject" }>["body"],
): Promise<Response> {
  const { challenge, request, settled = [] } = refused;
  const redirectTo = await withChallenge(() => rejectLoginAndAudit(page, { challenge, request }, body));
  const href = requireNextAddress(redirectTo, request?.request_url);
  return redirectOffOrigin(page, href, { setCookies: [dropPendingRequest(challenge), ...settled] });
}
