/** Ends what a person is signed in to: in this browser, or everywhere; Kratos' sessions, and Hydra's with them. */

import { planSignOutEverywhere, type SignOutStep } from "@/lib/account/connected-apps";
import { getConfig } from "@/lib/config/config";
import { type ActiveSession, toPerson } from "@/lib/oauth2/claims/person";
import { audit } from "@/lib/observe/audit";
import { getLogger, redact } from "@/lib/observe/log";
import { type EndedSession, endSession } from "@/lib/ory/end-session";
import { OryError } from "@/lib/ory/error";
import { listConsentSessions, revokeLoginSessionsOfSubject } from "@/lib/ory/hydra-admin";
import { disableMyOtherSessions, type Whoami, whoami } from "@/lib/ory/kratos-public";
import { toRequestId } from "@/lib/web/caller";
import { isSessionCookie, toCookieName } from "@/lib/web/cookies/cookies";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { toDestination } from "@/lib/web/target";
import { leaveSignedOut, type SignedOut, showSignedOut } from "./after-sign-out.server";
import { confirmSignOut } from "./confirm-sign-out.server";
import { endLoginSessions } from "./end-login-sessions.server";
import { readFarewell, toFarewell } from "./farewell.server";
import { dropLoginSessions, readLoginSessions, writeLoginSessions } from "./login-session.server";
import type { LoginSession } from "./login-sessions";

/**
 * Kratos first: it is what counts. Hydra's login sessions are known by the `sid`s that were sealed when they began;
 * ending them by `sid` lets back-channel clients hear of it (architecture §5). Where Hydra is away, the end is our own page.
 * @param returnTo where the person is to be led, if Kratos allows it
 * @throws OryError when Kratos' session could not be ended
 */
export async function signOut(page: PageRequest, returnTo?: string): Promise<SignedOut> {
  const { request, caller } = page;
  const [logins, who] = await Promise.all([readLoginSessions(request), whoami(caller)]);
  const farewell = await toFarewell(page, who, logins.length > 0);
  const destination = returnTo === undefined ? undefined : toDestination(returnTo);
  const { setCookies, location, isReturnRefused } = await endSession(caller, destination);
  const { isWhole, setCookies: left } = await endOrKeep(page, logins);
  const subject = caller.hasSession ? toSubject(who) : logins.at(-1)?.subject;
  audit(request, "sign-out", { subject, by: "person" });
  return {
    setCookies: [...setCookies, ...left],
    location: isWhole ? location : undefined,
    farewell: {
      ...farewell,
      isReturnRefused: isReturnRefused === true || (returnTo !== undefined && destination === undefined),
    },
  };
}

/** Whom Kratos' session is of: the last who signed in to an app in this browser may be somebody else (threat L4). */
function toSubject(who: Whoami): string | undefined {
  return who.kind === "session" ? who.session.identity.id : undefined;
}

/** Ends Kratos' session alone, so that another account can go on with what is under way. */
export async function endKratosSession({ request, caller }: PageRequest): Promise<string[]> {
  const subject = toSubject(await whoami(caller));
  const { setCookies } = await endSession(caller);
  if (caller.hasSession) audit(request, "sign-out", { subject, by: "person" });
  return setCookies;
}

/**
 * The same for a sign-out at Kratos' own endpoint, by whoever holds its link: Kratos forgets the session cookie only
 * when the link's token is that session's, and then Hydra's login sessions go with it. Where Kratos knows of no session,
 * nothing was checked, so the person is asked (threat O22).
 * @param kratosCookies Set-Cookie lines of Kratos' answer
 * @param isForScripts whoever asks reads JSON, and is shown no page
 * @returns Set-Cookie lines to add to Kratos' answer, or the answer to give in its place
 */
export async function signOutAfterKratos(
  page: PageRequest,
  kratosCookies: readonly string[],
  isForScripts: boolean,
): Promise<string[] | Response> {
  const { request, caller } = page;
  const logins = await readLoginSessions(request);
  if (!kratosCookies.map(toCookieName).some(isSessionCookie)) {
    const isLeftOver = logins.length > 0 && !isForScripts && (await whoami(caller)).kind === "none";
    return isLeftOver ? seeOther(toPath("/logout")) : [];
  }
  const { isWhole, setCookies } = await endOrKeep(page, logins);
  // Kratos has ended its session, and did not say whose it was.
  audit(request, "sign-out", { by: "person" });
  if (isWhole || isForScripts) return setCookies;
  const farewell = { others: 0, hasApps: true, isReturnRefused: false };
  return leaveSignedOut(page, { setCookies: [...kratosCookies, ...setCookies], farewell });
}

/**
 * For a browser that Kratos knows nobody in. What was signed out of while Hydra was away is tried again each time that the page
 * is opened; what Kratos did not end is asked about (threat O22).
 */
export async function showWithoutSession(page: PageRequest, returnTo?: string): Promise<Response> {
  const logins = await readLoginSessions(page.request);
  if (logins.some(({ isEnding }) => !isEnding)) return confirmSignOut(page, returnTo);
  if (logins.length === 0 || (await readFarewell(page.request))) return showSignedOut(page, returnTo);
  const { setCookies } = await endOrKeep(page, logins);
  return showSignedOut(page, returnTo, { setCookies, hasApps: true });
}

/** Once Kratos' half is over: what Hydra could not end is kept, to be ended without another question (threat O16). */
async function endOrKeep(
  { request, caller }: PageRequest,
  logins: readonly LoginSession[],
): Promise<{ isWhole: boolean; setCookies: string[] }> {
  try {
    await endLoginSessions(logins, caller);
    return { isWhole: true, setCookies: dropLoginSessions(request) };
  } catch (error) {
    if (!(error instanceof OryError)) throw error;
    const requestId = toRequestId(request);
    getLogger().warn({ event: "sign-out-unfinished", requestId, message: redact(error.message) });
    const ending = logins.map((login) => ({ ...login, isEnding: true }));
    return { isWhole: false, setCookies: await writeLoginSessions(request, ending) };
  }
}

/**
 * Kratos' other sessions, every login at Hydra (so that the apps hear of it), this browser's session last: whatever
 * fails before leaves the person signed in, who can try again.
 * @throws OryError when one of them could not be ended
 */
export async function signOutEverywhere(page: PageRequest, session: ActiveSession): Promise<SignedOut> {
  const subject = session.identity.id;
  const logins = await readLoginSessions(page.request);
  const consents = getConfig().hydra ? await listConsentSessions(subject, page.caller) : [];
  const hasApps = logins.length > 0 || consents.length > 0;
  let ended: EndedSession = { setCookies: [] };
  for (const step of planSignOutEverywhere(
    consents,
    subject,
    logins.map(({ sid }) => sid),
  )) {
    ended = (await take(step, page)) ?? ended;
  }
  audit(page.request, "sign-out", { subject, by: "person" });
  const account = toPerson(session.identity, getConfig().oauth2.claims);
  return {
    setCookies: [...ended.setCookies, ...dropLoginSessions(page.request)],
    location: ended.location,
    farewell: { account, others: 0, hasApps, isReturnRefused: false },
  };
}

async function take(step: SignOutStep, { caller }: PageRequest): Promise<EndedSession | undefined> {
  switch (step.kind) {
    case "kratos-others":
      await disableMyOtherSessions(caller);
      return undefined;
    case "hydra-sid":
      await endLoginSessions([step], caller);
      return undefined;
    case "hydra-subject":
      if (getConfig().hydra) await revokeLoginSessionsOfSubject(step.subject, caller);
      return undefined;
    case "kratos-current":
      return endSession(caller);
  }
}
