/** Keeps what was typed into lists over a refused registration, in a sealed cookie: Kratos v1.3 forgets it. */

import { getConfig } from "@/lib/config/config";
import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  parseCookies,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";

const COOKIE = `${OWN_COOKIE_PREFIX}lists`;

/** As long as somebody corrects a form. */
const LIFETIME_SECONDS = 15 * 60;

/** Browsers drop a cookie of more than 4,096 bytes, name and attributes included. */
const COOKIE_LIMIT = 3900;

/**
 * Set-Cookie lines after a form with lists was sent: what was typed, when Kratos leads back to the registration; the end
 * of it otherwise.
 * @param location where Kratos leads
 */
export async function writeTypedLists(
  flowId: string,
  lists: readonly [string, string][],
  location: string | undefined,
): Promise<string[]> {
  if (lists.length === 0) return [];
  if (!isRegistration(location, flowId)) return [];
  const sealed = await seal({ flowId, lists }, LIFETIME_SECONDS);
  return [
    sealed.length > COOKIE_LIMIT
      ? formatExpiredOwnCookie(COOKIE)
      : formatOwnCookie(COOKIE, sealed, LIFETIME_SECONDS),
  ];
}

/** What was typed into this flow's lists. */
export async function readTypedLists(request: Request, flowId: string): Promise<URLSearchParams | undefined> {
  const cookie = parseCookies(request.headers.get("cookie")).find(({ name }) => name === COOKIE);
  const value = cookie && (await unseal(cookie.value));
  if (!value || typeof value !== "object" || !("flowId" in value) || !("lists" in value)) return undefined;
  if (value.flowId !== flowId || !Array.isArray(value.lists)) return undefined;
  return new URLSearchParams(value.lists.filter(isPair));
}

function isRegistration(location: string | undefined, flowId: string): boolean {
  if (location === undefined || !URL.canParse(location)) return false;
  const { origin, basePath } = getConfig().publicUrl;
  const url = new URL(location);
  return (
    url.origin === origin &&
    url.pathname === `${basePath}/registration` &&
    url.searchParams.get("flow") === flowId
  );
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}
