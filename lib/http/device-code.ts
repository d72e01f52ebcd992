/** Keeps the user code that was typed for a device until its consent page can show it (threat O17). */

import { OWN_COOKIE_PREFIX, parseCookies, toExpiredOwnCookie, toOwnCookie } from "./cookies";
import { seal, unseal } from "./seal";

const COOKIE = `${OWN_COOKIE_PREFIX}device`;

/** Hydra's `ttl.device_user_code` default: after it no device waits any more. */
const LIFETIME_SECONDS = 10 * 60;

export async function readTypedCode(request: Request): Promise<string | undefined> {
  const cookie = parseCookies(request.headers.get("cookie")).find(({ name }) => name === COOKIE);
  const value = cookie && (await unseal(cookie.value));
  if (!value || typeof value !== "object" || !("code" in value)) return undefined;
  return typeof value.code === "string" ? value.code : undefined;
}

export async function writeTypedCode(code: string): Promise<string> {
  return toOwnCookie(COOKIE, await seal({ code }, LIFETIME_SECONDS), LIFETIME_SECONDS);
}

export function dropTypedCode(): string {
  return toExpiredOwnCookie(COOKIE);
}
