/** Remembers Hydra's login sessions of this browser (`sid`), so that a sign-out at Kratos alone ends them too. */

import { z } from "zod";
import { OWN_COOKIE_PREFIX, readCookie, toBrowserSessionCookie } from "@/lib/web/cookies/cookies";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";
import { type LoginSession, parseLoginSessions } from "./login-sessions";

const cookie = sealedCookie({
  name: "sid",
  ttlSeconds: 30 * 24 * 60 * 60,
  schema: z.unknown().transform((value) => ({ sessions: parseLoginSessions(value) })),
});

/** Is gone when the browser was closed, as Hydra's cookie then is where it lasts until then. */
const OPEN_COOKIE = `${OWN_COOKIE_PREFIX}open`;

/** Oldest first. */
export async function readLoginSessions(request: Request): Promise<LoginSession[]> {
  return (await cookie.read(request))?.sessions ?? [];
}

/** Whether this browser has been open since the last sign-in. */
export function isBrowserOpen(request: Request): boolean {
  return readCookie(request, OPEN_COOKIE) !== undefined;
}

/** Set-Cookie lines that keep these sessions and no others. */
export async function writeLoginSessions(sessions: readonly LoginSession[]): Promise<string[]> {
  if (sessions.length === 0) return [dropLoginSessions()];
  return [await cookie.write({ sessions: [...sessions] }), toBrowserSessionCookie(OPEN_COOKIE, "1")];
}

export const dropLoginSessions = cookie.drop;

/** Ties a form to these sessions where there is no session of Kratos' to tie it to. */
export function toLoginSessionBinding(request: Request): string {
  return cookie.readValue(request) ?? "";
}
