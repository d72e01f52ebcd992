/** Keeps what a person typed into a form that was refused for its number, so that it stands there when they come back. */

import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  parseCookies,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";

const COOKIE = `${OWN_COOKIE_PREFIX}typed`;

/** As long as a person waits before the page; a shared computer should not tell the next one. */
const LIFETIME_SECONDS = 15 * 60;

/** Longer ones are no addresses, in characters. */
const LENGTH_LIMIT = 320;

export async function readTypedIdentifier(request: Request): Promise<string | undefined> {
  const cookie = parseCookies(request.headers.get("cookie")).find(({ name }) => name === COOKIE);
  const value = cookie && (await unseal(cookie.value));
  if (!value || typeof value !== "object" || !("typed" in value)) return undefined;
  return typeof value.typed === "string" ? value.typed : undefined;
}

/** Set-Cookie lines; none for what is no address or name. */
export async function keepTypedIdentifier(typed: string | undefined): Promise<string[]> {
  if (!typed || typed.length > LENGTH_LIMIT) return [];
  return [formatOwnCookie(COOKIE, await seal({ typed }, LIFETIME_SECONDS), LIFETIME_SECONDS)];
}

/** Set-Cookie lines that forget it, where there is something to forget. */
export function forgetTypedIdentifier(request: Request): string[] {
  const isKept = parseCookies(request.headers.get("cookie")).some(({ name }) => name === COOKIE);
  return isKept ? [formatExpiredOwnCookie(COOKIE)] : [];
}
