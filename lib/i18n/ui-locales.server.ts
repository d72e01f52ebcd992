/** Keeps the languages that an app asked for (`ui_locales`) while its sign-in lasts, across Kratos' redirects. */

import { PENDING_REQUEST_SECONDS } from "@/lib/oauth2/login/pending-request";
import { ownCookie } from "@/lib/web/cookies/own-cookie";

const cookie = ownCookie({ name: "ui-locales", ttlSeconds: PENDING_REQUEST_SECONDS });

/** Language tags hold letters, digits and hyphens, so this can separate them in a cookie. */
const SEPARATOR = ".";
const TAG = /^[A-Za-z0-9-]{1,35}$/;
const TAG_LIMIT = 10;

/** Space-separated, as `ui_locales` has them; null when no app's sign-in is under way here. */
export function readUiLocales(request: Request): string | null {
  return cookie.readValue(request)?.split(SEPARATOR).join(" ") || null;
}

/** Set-Cookie lines that keep this app's languages, or forget those of an earlier one. */
export function writeUiLocales(request: Request, uiLocales: readonly string[]): string[] {
  const value = uiLocales
    .filter((tag) => TAG.test(tag))
    .slice(0, TAG_LIMIT)
    .join(SEPARATOR);
  if (value) return [cookie.write(value)];
  return readUiLocales(request) === null ? [] : [cookie.drop()];
}
