/** Gives Hydra its answer to a consent challenge, once, and leads the browser on. */

import { isDeviceRefusal, showDenied } from "@/lib/oauth2/device/show-denied.server";
import { toClientLabel } from "@/lib/oauth2/login/login-answer.server";
import { rejectConsentAndAudit } from "@/lib/oauth2/shared/audited-answers.server";
import { requireNextAddress, toHydraPublicUrl, withChallenge } from "@/lib/oauth2/shared/challenge.server";
import { CONSENT_DENIED } from "@/lib/oauth2/shared/oauth2-error";
import { writeAnsweredPage } from "@/lib/oauth2/shared/open-pages.server";
import { toRepeatableUrl } from "@/lib/oauth2/shared/request-url";
import { acceptOnce } from "@/lib/store/single-flight";
import { HttpError } from "@/lib/web/http-error";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import type { ConsentChallenge } from "./read-consent.server";

/**
 * Whoever comes Back to a sign-in that led on by itself is given another challenge of the same request, of which Hydra takes one
 * answer alone.
 * @param sealed cookies that this browser keeps once Hydra has taken the answer
 * @throws HttpError 410 where the request was answered by another of its challenges
 */
export async function endConsent(
  page: PageRequest,
  { challenge, request }: ConsentChallenge,
  write: () => Promise<string>,
  sealed: Promise<string[]> | string[] = [],
): Promise<Response> {
  const { login_challenge: id = challenge, subject = "", request_url } = request;
  const answer = async () => `${challenge} ${await withChallenge(write)}`;
  const [answered, setCookies] = await Promise.all([acceptOnce(`consent of ${id}`, subject, answer), sealed]);
  const [first, redirectTo = ""] = answered.split(" ", 2);
  if (first !== challenge) throw toUsed(request_url);
  const href = requireNextAddress(redirectTo, request_url);
  return redirectOffOrigin(page, href, { setCookies, targetLabel: toClientLabel(request) });
}

function toUsed(requestUrl: string | undefined): HttpError {
  const error = new HttpError(410, "challenge-used");
  const again = toRepeatableUrl(requestUrl, toHydraPublicUrl(requestUrl));
  return again === undefined ? error : error.withStartAgain(again);
}

/**
 * Whoever allowed it on this very page before is led to where that can be taken back: a challenge has one answer. A device's
 * request has no app in this browser to go back to: its refusal ends here, once Hydra has taken it.
 */
export async function denyConsent(page: PageRequest, consent: ConsentChallenge): Promise<Response> {
  const { challenge, request } = consent;
  const note = (answer: "allowed" | "denied") =>
    acceptOnce(`answer to ${challenge}`, request.subject ?? "", async () => answer);
  const reject = async () => {
    const redirectTo = await rejectConsentAndAudit(page, consent, CONSENT_DENIED);
    await note("denied");
    return redirectTo;
  };
  const answered = writeAnsweredPage(page.request, request.client?.client_id ?? "", challenge);
  const left = await endConsent(page, consent, reject, answered);
  if ((await note("allowed")) === "allowed") return seeOther(toPath("/account/apps"));
  return (await isDeviceRefusal(page.request, request.request_url)) ? showDenied(page, answered) : left;
}
