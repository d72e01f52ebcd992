/** Remembers Hydra's login sessions of this browser (`sid`), so that a sign-out at Kratos alone ends them too. */

import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  parseCookies,
  toBrowserSessionCookie,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { type LoginSession, parseLoginSessions } from "./login-sessions";

const COOKIE = `${OWN_COOKIE_PREFIX}sid`;
const LIFETIME_SECONDS = 30 * 24 * 60 * 60;

/** Is gone when the browser was closed, as Hydra's cookie then is where it lasts until then. */
const OPEN_COOKIE = `${OWN_COOKIE_PREFIX}open`;

/** Oldest first. */
export async function readLoginSessions(request: Request): Promise<LoginSession[]> {
  const sealed = readCookie(request, COOKIE);
  return sealed ? parseLoginSessions(await unseal(sealed)) : [];
}

/** Whether this browser has been open since the last sign-in. */
export function isBrowserOpen(request: Request): boolean {
  return readCookie(request, OPEN_COOKIE) !== undefined;
}

/** Set-Cookie lines that keep these sessions and no others. */
export async function writeLoginSessions(sessions: readonly LoginSession[]): Promise<string[]> {
  if (sessions.length === 0) return [dropLoginSessions()];
  return [
    formatOwnCookie(COOKIE, await seal({ sessions }, LIFETIME_SECONDS), LIFETIME_SECONDS),
    toBrowserSessionCookie(OPEN_COOKIE, "1"),
  ];
}

export function dropLoginSessions(): string {
  return formatExpiredOwnCookie(COOKIE);
}

/** Ties a form to these sessions where there is no session of Kratos' to tie it to. */
export function toLoginSessionBinding(request: Request): string {
  return readCookie(request, COOKIE) ?? "";
}

function readCookie(request: Request, name: string): string | undefined {
  return parseCookies(request.headers.get("cookie")).find((cookie) => cookie.name === name)?.value;
}
