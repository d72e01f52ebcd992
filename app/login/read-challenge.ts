/** What Foyer knows of one login challenge, and what it therefore does next. */

import { getConfig } from "@/lib/config/config";
import { readFirstSight } from "@/lib/oauth2/login/begun-anew.server";
import { decideLogin, type LoginDecision, type LoginInput } from "@/lib/oauth2/login/decide-login";
import type { LoginChallenge } from "@/lib/oauth2/login/login-answer.server";
import { readPendingRequest } from "@/lib/oauth2/login/pending-request.server";
import { isKnownToHydra } from "@/lib/oauth2/logout/end-login-sessions.server";
import { readLoginSessions } from "@/lib/oauth2/logout/login-session.server";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { toHydraPublicUrl, withChallenge } from "@/lib/oauth2/shared/challenge.server";
import { orStartAgain } from "@/lib/oauth2/shared/start-again.server";
import { getLoginRequest } from "@/lib/ory/hydra-admin";
import { toClockLead, whoami } from "@/lib/ory/kratos-public";
import type { PageRequest } from "@/lib/web/page-request";
import { toUrl } from "@/lib/web/paths";

/** One read of Hydra, one of Kratos, and what this browser keeps of its requests. */
export async function readLoginChallenge(page: PageRequest, challenge: Challenge): Promise<LoginChallenge> {
  const [request, who, pendingRequest, logins] = await Promise.all([
    orStartAgain(page.request, challenge, () => withChallenge(() => getLoginRequest(challenge, page.caller))),
    whoami(page.caller),
    readPendingRequest(page.request, challenge),
    readLoginSessions(page.request),
  ]);
  const session = who.kind === "session" ? who.session : null;
  return {
    challenge,
    request,
    who,
    session,
    pendingRequest: pendingRequest ?? (await readFirstSight(page.request, request)),
    logins,
    returnTo: toUrl("/login", { login_challenge: challenge }),
  };
}

/** @param more what the person answered meanwhile, or what a second step turned out to offer */
export function decideLoginChallenge(
  page: PageRequest,
  login: LoginChallenge,
  more: Pick<LoginInput, "confirmed" | "secondFactor"> = {},
): LoginDecision {
  const { request, session, pendingRequest, who } = login;
  return decideLogin({
    request,
    session,
    clockLead: toClockLead(who),
    lacksSecondFactor: who.kind === "aal2-required",
    pendingRequest,
    isKnownToHydra: isKnownToHydra(page, login),
    config: getConfig().oauth2,
    hydraPublicUrl: toHydraPublicUrl(request.request_url),
    now: new Date(),
    ...more,
  });
}
