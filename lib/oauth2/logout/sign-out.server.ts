/** Ends what a person is signed in to: in this browser, or everywhere; Kratos' sessions, and Hydra's with them. */

import { planSignOutEverywhere, type SignOutStep } from "@/lib/account/connected-apps";
import { getConfig } from "@/lib/config/config";
import { audit } from "@/lib/observe/audit";
import { OryError } from "@/lib/ory/error";
import { listConsentSessions, revokeLoginSession, revokeLoginSessionsOfSubject } from "@/lib/ory/hydra-admin";
import { disableMyOtherSessions, endSession, whoami } from "@/lib/ory/kratos-public";
import { isSessionCookie, toCookieName } from "@/lib/web/cookies/cookies";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, toPath } from "@/lib/web/page-request";
import { seeOther } from "@/lib/web/redirect";
import { dropLoginSession, readLoginSession } from "./login-session.server";

const RETRY_SECONDS = 5;

/**
 * Kratos first: it is what counts. Hydra's login session is known by the `sid` that was sealed when it began; ending
 * it by `sid` lets back-channel clients hear of it (architecture §5).
 * @returns cookies that make the browser forget both
 * @throws OryError when one of them could not be ended
 */
export async function signOut({ request, caller }: PageRequest): Promise<string[]> {
  const login = await readLoginSession(request);
  const setCookies = await endSession(caller);
  if (login && getConfig().hydra) await endLoginSession(login.sid, caller);
  audit(request, "sign-out", { subject: login?.subject, by: "person" });
  return [...setCookies, dropLoginSession()];
}

/** Ends Kratos' session alone, so that another account can go on with what is under way. */
export async function endKratosSession({ request, caller }: PageRequest): Promise<string[]> {
  const setCookies = await endSession(caller);
  if (caller.hasSession) audit(request, "sign-out", { by: "person" });
  return setCookies;
}

/**
 * The same for a sign-out at Kratos' own endpoint, by whoever holds its link: when Kratos has just forgotten the
 * session cookie, Hydra's login session goes with it. Where Hydra could not be reached, the same address tried again
 * ends what is left, although Kratos then knows of no session.
 * @param answered Kratos' answer, relayed
 * @throws HttpError 503, with Kratos' cookies, when Hydra's login session could not be ended
 */
export async function signOutAfterKratos(page: PageRequest, answered: Response): Promise<Response> {
  const { request, caller } = page;
  const kratosCookies = answered.headers.getSetCookie();
  const isForgotten = kratosCookies.map(toCookieName).some(isSessionCookie);
  const login = await readLoginSession(request);
  const isLeftOver = !isForgotten && login !== undefined && (await whoami(caller)).kind === "none";
  if (!isForgotten && !isLeftOver) return answered;
  if (login && getConfig().hydra) {
    try {
      await endLoginSession(login.sid, caller);
    } catch (error) {
      if (!(error instanceof OryError)) throw error;
      throw new HttpError(503, "upstream-unavailable", kratosCookies, {
        "retry-after": String(RETRY_SECONDS),
      });
    }
  }
  audit(request, "sign-out", { subject: login?.subject, by: "person" });
  if (isLeftOver) return seeOther(toPath("/login"), [dropLoginSession()]);
  if (login) answered.headers.append("set-cookie", dropLoginSession());
  return answered;
}

/**
 * Kratos' other sessions, every login at Hydra (so that the apps hear of it), this browser's session last: whatever
 * fails before leaves the person signed in, who can try again.
 * @param subject the signed-in identity's id
 * @returns cookies that make this browser forget both
 * @throws OryError when one of them could not be ended
 */
export async function signOutEverywhere(page: PageRequest, subject: string): Promise<string[]> {
  const login = await readLoginSession(page.request);
  const currentSid = login?.subject === subject ? login.sid : undefined;
  const consents = getConfig().hydra ? await listConsentSessions(subject, page.caller) : [];
  const setCookies: string[] = [];
  for (const step of planSignOutEverywhere(consents, subject, currentSid)) {
    setCookies.push(...(await take(step, page)));
  }
  audit(page.request, "sign-out", { subject, by: "person" });
  return [...setCookies, dropLoginSession()];
}

async function take(step: SignOutStep, { caller }: PageRequest): Promise<string[]> {
  switch (step.kind) {
    case "kratos-others":
      await disableMyOtherSessions(caller);
      return [];
    case "hydra-sid":
      if (getConfig().hydra) await endLoginSession(step.sid, caller);
      return [];
    case "hydra-subject":
      if (getConfig().hydra) await revokeLoginSessionsOfSubject(step.subject, caller);
      return [];
    case "kratos-current":
      return endSession(caller);
  }
}

async function endLoginSession(sid: string, caller: PageRequest["caller"]): Promise<void> {
  try {
    await revokeLoginSession(sid, caller);
  } catch (error) {
    // A login session that is over already is what was wanted.
    if (!(error instanceof OryError) || error.status !== 404) throw error;
  }
}
