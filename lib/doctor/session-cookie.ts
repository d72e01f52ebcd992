/** Finds a session cookie of Kratos that Foyer takes for none, or that browsers keep back: seen only where somebody signs in over the relay. */

import { getConfig } from "@/lib/config/config";
import { getLogger } from "@/lib/observe/log";
import { getProcessState } from "@/lib/process/state";
import {
  beginsSession,
  isDefaultSessionCookie,
  isKratosCookie,
  toCookieName,
  toCookiePair,
} from "@/lib/web/cookies/cookies";
import { checkReach } from "./check-cookie";
import type { Finding } from "./finding";

/** Kratos seals its sessions by securecookie, in base64: the time in seconds, a bar, what is sealed. A proxy's cookies are not. */
const SEALED = /^\d{10,11}\|/;

interface Seen {
  /** Of a session that Foyer takes for none. */
  name?: string;
  /** Of the newest session that it knows, without what is sealed. */
  known?: string;
}

const getSeen = () => getProcessState<Seen>("seen-session-cookie", () => ({}));

/** @param setCookies of an answer of Kratos; what is wrong with a session's is logged once, as the doctor's findings are */
export function noteSessionCookies(setCookies: readonly string[]): void {
  const known = setCookies.find(beginsSession);
  const unknown = setCookies.find(isUnknownSession);
  if (known === undefined && unknown === undefined) return;
  const said = new Set(checkSessionCookie().map(({ found }) => found));
  const seen = getSeen();
  seen.name = unknown && toCookieName(unknown);
  if (known !== undefined) seen.known = known.slice(toCookiePair(known).length);
  for (const finding of checkSessionCookie())
    if (!said.has(finding.found)) getLogger().warn({ event: "misconfiguration", ...finding });
}

export function checkSessionCookie(): Finding[] {
  const { name, known } = getSeen();
  return [
    ...(name === undefined ? [] : [toUnknown(name)]),
    ...(known === undefined ? [] : checkReach("session.cookie", known, getConfig())),
  ];
}

function toUnknown(name: string): Finding {
  const setting = "KRATOS_SESSION_COOKIE";
  return {
    severity: "error",
    setting,
    found: `Kratos' session cookie is ${name}, which Foyer does not know as one: who signs in seems signed out.`,
    change: `environment: ${isDefaultSessionCookie(name) ? `unset ${setting}` : `${setting}=${name}`}`,
  };
}

function isUnknownSession(setCookie: string): boolean {
  const name = toCookieName(setCookie);
  if (beginsSession(setCookie) || (isKratosCookie(name) && !isDefaultSessionCookie(name))) return false;
  const value = toCookiePair(setCookie).slice(name.length + 1);
  return SEALED.test(Buffer.from(value.slice(0, 16), "base64url").toString("latin1"));
}
