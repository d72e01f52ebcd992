/** Remembers Hydra's current login session (`sid`), so that a sign-out at Kratos alone ends it too. */

import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  parseCookies,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";

const COOKIE = `${OWN_COOKIE_PREFIX}sid`;
const LIFETIME_SECONDS = 30 * 24 * 60 * 60;

export interface LoginSession {
  sid: string;
  /** The identity that was accepted, for the audit trail. */
  subject: string;
}

export async function readLoginSession(request: Request): Promise<LoginSession | undefined> {
  const cookie = parseCookies(request.headers.get("cookie")).find(({ name }) => name === COOKIE);
  const value = cookie && (await unseal(cookie.value));
  if (!value || typeof value !== "object" || !("sid" in value) || !("subject" in value)) return undefined;
  const { sid, subject } = value;
  return typeof sid === "string" && typeof subject === "string" ? { sid, subject } : undefined;
}

export async function writeLoginSession(session: LoginSession): Promise<string> {
  return formatOwnCookie(COOKIE, await seal(session, LIFETIME_SECONDS), LIFETIME_SECONDS);
}

export function dropLoginSession(): string {
  return formatExpiredOwnCookie(COOKIE);
}
