/** `/logout`: signs out of this service, or answers Hydra's logout challenge. */

import { leaveSignedOut, showSignedOut } from "@/lib/oauth2/logout/after-sign-out.server";
import { confirmSignOut, toSignOutBinding } from "@/lib/oauth2/logout/confirm-sign-out.server";
import { readFarewell } from "@/lib/oauth2/logout/farewell.server";
import { showWithoutSession, signOut } from "@/lib/oauth2/logout/sign-out.server";
import { requireChallenge } from "@/lib/oauth2/shared/challenge.server";
import { whoami } from "@/lib/ory/kratos-public";
import { hasToken, requireToken } from "@/lib/web/form-token";
import { readField, readForm, readQuery } from "@/lib/web/guards";
import { type PageRequest, toSessionBinding } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { withPage } from "@/lib/web/with-page";
import { answerLogoutChallenge, showLogoutChallenge } from "./logout-challenge";

export const dynamic = "force-dynamic";

/** A plain GET asks; only a link with the session's own token signs out at once (threat O15). */
export function GET(request: Request): Promise<Response> {
  return withPage("/logout", request, async (page) => {
    const query = readQuery(request, ["logout_challenge", "token", "return_to"]);
    if (query.logout_challenge) return showLogoutChallenge(page, requireChallenge(query.logout_challenge));
    const returnTo = query.return_to;
    if (await hasJustEnded(page)) return showSignedOut(page, returnTo);
    if (!page.caller.hasSession) return showWithoutSession(page, returnTo);
    const isOwnLink = hasToken(query.token, "logout", toSessionBinding(request));
    return isOwnLink ? leaveSignedOut(page, await signOut(page, returnTo)) : confirmSignOut(page, returnTo);
  });
}

/** Where Hydra ended Kratos' session (`urls.identity_provider`), the browser still has its cookie. */
async function hasJustEnded({ request, caller }: PageRequest): Promise<boolean> {
  if (!caller.hasSession || !(await readFarewell(request))) return false;
  return (await whoami(caller)).kind === "none";
}

export function POST(request: Request): Promise<Response> {
  return withPage("/logout", request, async (page) => {
    const form = await readForm(request);
    const challenge = readField(form, "logout_challenge");
    if (challenge) return answerLogoutChallenge(page, requireChallenge(challenge), form);
    const returnTo = readField(form, "return_to");
    const binding = toSignOutBinding(request);
    // Signed out already, in another tab or by the first of two clicks: nothing is there to be ended, or to be told apart.
    if (binding === "") return seeOther(toPath("/logout", { return_to: returnTo }));
    requireToken(readField(form, "csrf_token"), "logout", binding);
    return leaveSignedOut(page, await signOut(page, returnTo));
  });
}
