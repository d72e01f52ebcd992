/** Hydra's logout challenge: asks, unless the client may sign this very person out; both sides end (threats O14–O16). */

import type { OAuth2LogoutRequest } from "@ory/client-fetch";
import { getConfig } from "@/lib/config/config";
import { leaveSignedOut } from "@/lib/oauth2/logout/after-sign-out.server";
import { decideLogout } from "@/lib/oauth2/logout/decide-logout";
import { endLoginSessions } from "@/lib/oauth2/logout/end-login-sessions.server";
import { toFarewell, writeFarewell } from "@/lib/oauth2/logout/farewell.server";
import { dropLoginSessions, readLoginSessions } from "@/lib/oauth2/logout/login-session.server";
import { signOut } from "@/lib/oauth2/logout/sign-out.server";
import { acceptLogoutAndAudit } from "@/lib/oauth2/shared/audited-answers.server";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { requireNextAddress, withChallenge } from "@/lib/oauth2/shared/challenge.server";
import { requireHydraRedirect } from "@/lib/oauth2/shared/redirect";
import { toMillis } from "@/lib/oauth2/shared/time";
import { endSession } from "@/lib/ory/end-session";
import { OryError } from "@/lib/ory/error";
import { getLogoutRequest, rejectLogout } from "@/lib/ory/hydra-admin";
import { type Whoami, whoami } from "@/lib/ory/kratos-public";
import { toLogoutChallengeView } from "@/lib/questions/sign-out";
import { acceptOnce } from "@/lib/store/single-flight";
import { createToken, hasToken, requireToken } from "@/lib/web/form-token";
import { readField } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, toSessionBinding } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { renderConfirm } from "@/lib/web/render-confirm";

export async function showLogoutChallenge(page: PageRequest, challenge: Challenge): Promise<Response> {
  const read = await readLogoutRequest(page, challenge);
  if ("usedRedirect" in read) return redirectOffOrigin(page, read.usedRedirect);
  const who = await whoami(page.caller);
  const session = who.kind === "session" ? who.session : null;
  const decision = decideLogout({ request: read.request, session, config: getConfig().oauth2 });
  if (decision.kind === "accept") return accept(page, challenge, read.request, who);
  const form = {
    action: toPath("/logout"),
    fields: {
      logout_challenge: challenge,
      csrf_token: createToken("logout", challenge, toSessionBinding(page.request)),
    },
  };
  const view = toLogoutChallengeView(page.context.t, decision, { form, stayHref: toPath("/account") });
  return renderConfirm(page, view);
}

/**
 * Who has signed out meanwhile, in another tab, is led back to the question, which says what it is about now.
 * @throws HttpError 403 unless the form was made for this challenge and this browser's session
 */
export async function answerLogoutChallenge(
  page: PageRequest,
  challenge: Challenge,
  form: URLSearchParams,
): Promise<Response> {
  const [token, binding] = [readField(form, "csrf_token"), toSessionBinding(page.request)];
  if (binding === "" && !hasToken(token, "logout", challenge, binding))
    return seeOther(toPath("/logout", { logout_challenge: challenge }));
  requireToken(token, "logout", challenge, binding);
  switch (readField(form, "decision")) {
    case "accept": {
      const read = await readUnlessRejected(page, challenge);
      if (read && "usedRedirect" in read) return redirectOffOrigin(page, read.usedRedirect);
      if (!read || hasExpired(read.request, new Date())) return signOutHere(page, read?.request);
      return accept(page, challenge, read.request, await whoami(page.caller));
    }
    case "reject":
      await withChallenge(() => rejectLogout(challenge, page.caller));
      return seeOther(toPath("/account"));
    default:
      throw new HttpError(400, "bad-request");
  }
}

/**
 * Ends Kratos' session too: Hydra does so only when it was configured for it and the sign-in was not skipped. This
 * browser's other login sessions go first (threat O22): once the challenge is used, nothing leads back here.
 */
async function accept(
  page: PageRequest,
  challenge: Challenge,
  request: OAuth2LogoutRequest,
  who: Whoami,
): Promise<Response> {
  const farewell = await toFarewell(page, who, true);
  const others = (await readLoginSessions(page.request)).filter(({ sid }) => sid !== request.sid);
  await endLoginSessions(others, page.caller);
  const redirectTo = await acceptOnce(challenge, request.subject ?? "", () =>
    withChallenge(() => acceptLogoutAndAudit(page, { challenge, request })),
  );
  const href = requireNextAddress(redirectTo, request.request_url);
  const { setCookies } = await endSession(page.caller);
  // Without an address of the app's, Hydra leads back here (`urls.post_logout_redirect`).
  return redirectOffOrigin(page, href, {
    setCookies: [...setCookies, ...dropLoginSessions(page.request), await writeFarewell(farewell)],
  });
}

/** Undefined for one that Hydra knows no more, such as after "Stay signed in" and a step back to the question. */
async function readUnlessRejected(page: PageRequest, challenge: Challenge) {
  try {
    return await readLogoutRequest(page, challenge);
  } catch (error) {
    if (error instanceof HttpError && error.problem === "challenge-unknown") return undefined;
    throw error;
  }
}

/** Hydra takes the answer all the same, and ends nothing once the browser comes back to it (threat O16). */
function hasExpired({ expires_at }: OAuth2LogoutRequest, now: Date): boolean {
  const end = toMillis(expires_at);
  return end !== undefined && end > 0 && end <= now.getTime();
}

/** What the person said yes to, without Hydra's request: nothing leads back to an app. */
async function signOutHere(page: PageRequest, request?: OAuth2LogoutRequest): Promise<Response> {
  if (request?.sid) await endLoginSessions([{ sid: request.sid }], page.caller);
  return leaveSignedOut(page, await signOut(page));
}

/** Logout is the one challenge that Hydra reports as used, with the way on (threats §2). */
async function readLogoutRequest(
  page: PageRequest,
  challenge: Challenge,
): Promise<{ request: OAuth2LogoutRequest } | { usedRedirect: string }> {
  try {
    return { request: await getLogoutRequest(challenge, page.caller) };
  } catch (error) {
    // Hydra names a path; without its address there is nothing to lead to but words.
    const redirectTo = toUsedRedirect(error);
    const hydraPublicUrl = getConfig().hydra?.publicUrl;
    if (redirectTo !== undefined && hydraPublicUrl)
      return { usedRedirect: requireHydraRedirect(redirectTo, hydraPublicUrl) };
    return withChallenge(() => Promise.reject(error));
  }
}

function toUsedRedirect(error: unknown): string | undefined {
  if (!(error instanceof OryError) || error.status !== 410) return undefined;
  const { body } = error;
  const isUsed = typeof body === "object" && body !== null && "redirect_to" in body;
  return isUsed && typeof body.redirect_to === "string" ? body.redirect_to : undefined;
}
