/** `/logout`: signs out of this service, or answers Hydra's logout challenge. */

import { confirmSignOut, toSignOutBinding } from "@/lib/oauth2/logout/confirm-sign-out.server";
import { readLoginSessions } from "@/lib/oauth2/logout/login-session.server";
import { signOut } from "@/lib/oauth2/logout/sign-out.server";
import { requireChallenge } from "@/lib/oauth2/shared/challenge.server";
import { hasToken, requireToken } from "@/lib/web/form-token";
import { readField, readForm, readQuery } from "@/lib/web/guards";
import { toSessionBinding } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { withPage } from "@/lib/web/with-page";
import { answerLogoutChallenge, showLogoutChallenge } from "./logout-challenge";

export const dynamic = "force-dynamic";

/** A plain GET asks; only a link with the session's own token signs out at once (threat O15). */
export function GET(request: Request): Promise<Response> {
  return withPage("/logout", request, async (page) => {
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
  return withPage("/logout", request, async (page) => {
    const form = await readForm(request);
    const challenge = readField(form, "logout_challenge");
    if (challenge) return answerLogoutChallenge(page, requireChallenge(challenge), form);
    requireToken(readField(form, "csrf_token"), "logout", toSignOutBinding(request));
    return seeOther(toPath("/login"), await signOut(page));
  });
}
