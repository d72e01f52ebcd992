/** `/logout`: signs out of this service, or answers Hydra's logout challenge. */

import { answer } from "@/app/_page/answer";
import { requireChallenge } from "@/app/_page/challenge";
import { confirmSignOut, toSignOutBinding } from "@/app/_page/confirm-sign-out";
import { answerLogoutChallenge, showLogoutChallenge } from "@/app/_page/logout-challenge";
import { toPath, toSessionBinding } from "@/app/_page/page";
import { signOut } from "@/app/_page/sign-out";
import { hasToken, requireToken } from "@/lib/http/csrf";
import { readField, readForm, readQuery } from "@/lib/http/guards";
import { readLoginSessions } from "@/lib/http/login-session";
import { seeOther } from "@/lib/http/redirect";

export const dynamic = "force-dynamic";

/** A plain GET asks; only a link with the session's own token signs out at once (threat O15). */
export function GET(request: Request): Promise<Response> {
  return answer("/logout", request, async (page) => {
    const query = readQuery(request, ["logout_challenge", "token"]);
    if (query.logout_challenge) return showLogoutChallenge(page, requireChallenge(query.logout_challenge));
    if (!page.caller.hasSession) {
      const isKnown = (await readLoginSessions(request)).length > 0;
      return isKnown ? confirmSignOut(page) : seeOther(toPath("/login"));
    }
    const isOwnLink = hasToken(query.token, "logout", toSessionBinding(request));
    return isOwnLink ? seeOther(toPath("/login"), await signOut(page)) : confirmSignOut(page);
  });
}

export function POST(request: Request): Promise<Response> {
  return answer("/logout", request, async (page) => {
    const form = await readForm(request);
    const challenge = readField(form, "logout_challenge");
    if (challenge) return answerLogoutChallenge(page, requireChallenge(challenge), form);
    requireToken(readField(form, "csrf_token"), "logout", toSignOutBinding(request));
    return seeOther(toPath("/login"), await signOut(page));
  });
}
