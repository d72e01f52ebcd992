/** Keeps the user code that was typed for a device until its consent page can show it (threat O17). */

import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  parseCookies,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";

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
  return formatOwnCookie(COOKIE, await seal({ code }, LIFETIME_SECONDS), LIFETIME_SECONDS);
}

export function dropTypedCode(): string {
  return formatExpiredOwnCookie(COOKIE);
}
