/** Keeps the language that a person chose, in this browser. */

import { formatOwnCookie, OWN_COOKIE_PREFIX, parseCookies } from "@/lib/web/cookies/cookies";

const COOKIE = `${OWN_COOKIE_PREFIX}locale`;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

export function readChosenLocale(request: Request): string | undefined {
  return parseCookies(request.headers.get("cookie")).find(({ name }) => name === COOKIE)?.value;
}

/** Set-Cookie line for a year. @param locale one that the pages can be in, never what was sent */
export function writeChosenLocale(locale: string): string {
  return formatOwnCookie(COOKIE, locale, YEAR_SECONDS);
}
