/** Gives Hydra its answer to a consent challenge, once, and leads the browser on. */

import { isDeviceRefusal, showDenied } from "@/lib/oauth2/device/show-denied.server";
import { toClientLabel } from "@/lib/oauth2/login/login-answer.server";
import { rejectConsentAndAudit } from "@/lib/oauth2/shared/audited-answers.server";
import { requireNextAddress, withChallenge } from "@/lib/oauth2/shared/challenge.server";
import { CONSENT_DENIED } from "@/lib/oauth2/shared/oauth2-error";
import { writeAnsweredPage } from "@/lib/oauth2/shared/open-pages.server";
import { acceptOnce } from "@/lib/store/single-flight";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import type { ConsentChallenge } from "./read-consent.server";

/** @param sealed cookies that this browser keeps once Hydra has taken the answer */
export async function endConsent(
  page: PageRequest,
  { challenge, request }: ConsentChallenge,
  write: () => Promise<string>,
  sealed: Promise<string[]> | string[] = [],
): Promise<Response> {
  const [redirectTo, setCookies] = await Promise.all([
    acceptOnce(challenge, request.subject ?? "", () => withChallenge(write)),
    sealed,
  ]);
  const href = requireNextAddress(redirectTo, request.request_url);
  return redirectOffOrigin(page, href, { setCookies, targetLabel: toClientLabel(request) });
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
