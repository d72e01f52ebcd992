/** What an answer to Hydra adds to the login sessions that this browser is known to have, and how they end. */

import type { OAuth2ConsentRequest, OAuth2LoginRequest } from "@ory/client-fetch";
import { getConfig } from "@/lib/config/config";
import type { LoginChallenge } from "@/lib/oauth2/login/login-answer.server";
import { OryError } from "@/lib/ory/error";
import { revokeLoginSession } from "@/lib/ory/hydra-admin";
import type { PageRequest } from "@/lib/web/page-request";
import { isBrowserOpen, readLoginSessions, writeLoginSessions } from "./login-session.server";
import { addAccepted, addConfirmed, type LoginSession, shouldBeRemembered } from "./login-sessions";

/** Whether Hydra, asked for nothing else, should know the signed-in person by its own cookie (threat O21). */
export function isKnownToHydra(
  { request }: PageRequest,
  { request: asked, session, logins }: LoginChallenge,
): boolean {
  const login = { sid: asked.session_id ?? "", subject: session?.identity?.id ?? "" };
  return shouldBeRemembered(logins, login, { isBrowserOpen: isBrowserOpen(request), now: new Date() });
}

/** Whoever accepts another than Hydra remembers is sent to sign in once more: that session is somebody else's. */
export async function toAcceptedCookies(
  { request }: PageRequest,
  logins: readonly LoginSession[],
  { session_id: sid, skip, subject: remembered }: OAuth2LoginRequest,
  subject: string,
): Promise<string[]> {
  if (!sid || (remembered && remembered !== subject)) return [];
  return writeLoginSessions(request, addAccepted(logins, { sid, subject, skip }));
}

/** A consent that this browser reached: Hydra has let its login count, and remembers it. */
export async function toConfirmedCookies(
  { request }: PageRequest,
  { login_session_id: sid, subject }: OAuth2ConsentRequest,
): Promise<string[]> {
  if (!sid || !subject) return [];
  const logins = await readLoginSessions(request);
  return writeLoginSessions(request, addConfirmed(logins, { sid, subject }, getConfig().oauth2, new Date()));
}

/** All of them, whatever becomes of one. @throws OryError when one could not be ended */
export async function endLoginSessions(
  logins: readonly Pick<LoginSession, "sid">[],
  caller: PageRequest["caller"],
): Promise<void> {
  if (!getConfig().hydra) return;
  const ended = await Promise.allSettled(logins.map(({ sid }) => endLoginSession(sid, caller)));
  for (const each of ended) if (each.status === "rejected") throw each.reason;
}

async function endLoginSession(sid: string, caller: PageRequest["caller"]): Promise<void> {
  try {
    await revokeLoginSession(sid, caller);
  } catch (error) {
    // A login session that is over already is what was wanted.
    if (!(error instanceof OryError) || error.status !== 404) throw error;
  }
}
