/** Finds a session cookie of Kratos that Foyer takes for none. Its name is seen only where somebody signs in over the relay. */

import { getLogger } from "@/lib/observe/log";
import { getProcessState } from "@/lib/process/state";
import {
  beginsSession,
  isDefaultSessionCookie,
  isKratosCookie,
  toCookieName,
  toCookiePair,
} from "@/lib/web/cookies/cookies";
import type { Finding } from "./finding";

/** Kratos seals its sessions by securecookie, in base64: the time in seconds, a bar, what is sealed. A proxy's cookies are not. */
const SEALED = /^\d{10,11}\|/;

const getSeen = () => getProcessState<{ name?: string }>("unknown-session-cookie", () => ({}));

/** @param setCookies of an answer of Kratos; the first of an unknown name is logged as the doctor's findings are */
export function noteSessionCookies(setCookies: readonly string[]): void {
  const seen = getSeen();
  if (setCookies.some(beginsSession)) seen.name = undefined;
  const unknown = setCookies.find(isUnknownSession);
  if (unknown === undefined || toCookieName(unknown) === seen.name) return;
  seen.name = toCookieName(unknown);
  for (const finding of checkSessionCookie()) getLogger().warn({ event: "misconfiguration", ...finding });
}

export function checkSessionCookie(): Finding[] {
  const { name } = getSeen();
  if (name === undefined) return [];
  const setting = "KRATOS_SESSION_COOKIE";
  return [
    {
      severity: "error",
      setting,
      found: `Kratos' session cookie is ${name}, which Foyer does not know as one: who signs in seems signed out.`,
      change: `environment: ${isDefaultSessionCookie(name) ? `unset ${setting}` : `${setting}=${name}`}`,
    },
  ];
}

function isUnknownSession(setCookie: string): boolean {
  const name = toCookieName(setCookie);
  if (beginsSession(setCookie) || (isKratosCookie(name) && !isDefaultSessionCookie(name))) return false;
  const value = toCookiePair(setCookie).slice(name.length + 1);
  return SEALED.test(Buffer.from(value.slice(0, 16), "base64url").toString("latin1"));
}
