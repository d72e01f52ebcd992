// @ts-check
// Leaves those cookies in a request that Foyer or Kratos has set: the others are for other sites on the same domain.

/** The same names as in lib/http/cookies.ts, which says whose they are; a test compares both. */
const PREFIXES = ["__Host-foyer-", "ory_kratos_", "csrf_token_", "ory_session_"];

/**
 * Most of them that one browser has use for: about ten of Foyer's and six of Kratos'. Next reads a request's cookies in
 * a time that grows with the square of their number (threat D1).
 */
export const COOKIE_COUNT_LIMIT = 40;

/**
 * @param {string | undefined} header the Cookie header
 * @param {string | undefined} sessionCookie Kratos' session cookie, where an operator gave it another name
 * @returns {string[]} pairs, in order, those that arrive twice included
 */
export function toOwnCookies(header, sessionCookie) {
  return (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => {
      const name = pair.slice(0, Math.max(pair.indexOf("="), 0)).trim();
      return PREFIXES.some((prefix) => name.startsWith(prefix)) || (name !== "" && name === sessionCookie);
    });
}
