/** Hydra's logout challenge: asks, unless the client may sign this very person out; both sides end (threats O14–O16). */

import type { OAuth2LogoutRequest } from "@ory/client-fetch";
import { getConfig } from "@/lib/config";
import { createToken, requireToken } from "@/lib/http/csrf";
import { readField } from "@/lib/http/guards";
import { HttpError } from "@/lib/http/http-error";
import { dropLoginSessions, readLoginSessions } from "@/lib/http/login-session";
import { acceptOnce } from "@/lib/http/once";
import { seeOther } from "@/lib/http/redirect";
import type { Challenge } from "@/lib/oauth2/challenge";
import { decideLogout, toLogoutConfirmView } from "@/lib/oauth2/decide-logout";
import { requireHydraRedirect } from "@/lib/oauth2/redirect";
import { OryError } from "@/lib/ory/error";
import { getLogoutRequest, rejectLogout } from "@/lib/ory/hydra";
import { endSession, whoami } from "@/lib/ory/kratos";
import { requireNextAddress, withChallenge } from "./challenge";
import { renderConfirm } from "./confirm";
import { writeLogout } from "./hydra-writes";
import { leave } from "./leave";
import { endLoginSessions } from "./login-sessions";
import { type Page, toPath, toSessionBinding } from "./page";

export async function showLogoutChallenge(page: Page, challenge: Challenge): Promise<Response> {
  const read = await readLogoutRequest(page, challenge);
  if ("usedRedirect" in read) return leave(page, read.usedRedirect);
  const who = await whoami(page.caller);
  const session = who.kind === "session" ? who.session : null;
  const decision = decideLogout({ request: read.request, session, config: getConfig().oauth2 });
  if (decision.kind === "accept") return accept(page, challenge, read.request);
  const view = toLogoutConfirmView(
    decision,
    {
      action: toPath("/logout"),
      fields: {
        logout_challenge: challenge,
        csrf_token: createToken("logout", challenge, toSessionBinding(page.request)),
      },
      stayHref: toPath("/account"),
    },
    page.chrome.t,
  );
  return renderConfirm(page, view);
}

/** @throws HttpError 403 unless the form was made for this challenge and this browser's session */
export async function answerLogoutChallenge(
  page: Page,
  challenge: Challenge,
  form: URLSearchParams,
): Promise<Response> {
  requireToken(readField(form, "csrf_token"), "logout", challenge, toSessionBinding(page.request));
  switch (readField(form, "decision")) {
    case "accept": {
      const read = await readLogoutRequest(page, challenge);
      return "usedRedirect" in read ? leave(page, read.usedRedirect) : accept(page, challenge, read.request);
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
async function accept(page: Page, challenge: Challenge, request: OAuth2LogoutRequest): Promise<Response> {
  const others = (await readLoginSessions(page.request)).filter(({ sid }) => sid !== request.sid);
  await endLoginSessions(others, page.caller);
  const redirectTo = await acceptOnce(challenge, request.subject ?? "", () =>
    withChallenge(() => writeLogout(page, { challenge, request })),
  );
  const href = requireNextAddress(redirectTo, request.request_url);
  return leave(page, href, { setCookies: [...(await endSession(page.caller)), dropLoginSessions()] });
}

/** Logout is the one challenge that Hydra reports as used, with the way on (threats.md §2). */
async function readLogoutRequest(
  page: Page,
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
