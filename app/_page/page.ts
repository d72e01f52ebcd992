/** What every route reads of its request before anything else: who calls, and what the page needs around it. */

import type { Chrome } from "@/lib/chrome";
import { getConfig } from "@/lib/config";
import { getAssets } from "@/lib/http/assets";
import { toCaller } from "@/lib/http/caller";
import { isSessionCookie, parseCookies } from "@/lib/http/cookies";
import { createToken } from "@/lib/http/csrf";
import { toDirection, toLocale } from "@/lib/i18n/locale";
import { getTranslator } from "@/lib/i18n/translator";
import type { Person } from "@/lib/oauth2/person";
import type { Caller } from "@/lib/ory/caller";

export interface Page {
  request: Request;
  caller: Caller;
  chrome: Chrome;
}

/** @throws HttpError 400 for cookies that arrive twice */
export function toPage(request: Request): Page {
  return { request, caller: toCaller(request), chrome: toChrome(request) };
}

/** The same page with the signed-in person in its header. */
export function withPerson(page: Page, person: Person): Page {
  return {
    ...page,
    chrome: { ...page.chrome, signedIn: { ...person, logoutPath: toLogoutPath(page.request) } },
  };
}

export function toChrome(request: Request): Chrome {
  const { productName, brandStylesheet, publicUrl } = getConfig();
  const uiLocales = new URL(request.url).searchParams.get("ui_locales");
  const locale = toLocale(request.headers.get("accept-language"), undefined, uiLocales);
  return {
    locale,
    dir: toDirection(locale),
    t: getTranslator(locale),
    productName,
    assets: getAssets(publicUrl.basePath),
    brandStylesheet,
    basePath: publicUrl.basePath,
  };
}

/** `/logout?token=…`: signs out by a GET, since the token is bound to this very session (threat O15). */
export function toLogoutPath(request: Request): string {
  const token = createToken("logout", toSessionBinding(request));
  return `${getConfig().publicUrl.basePath}/logout?token=${encodeURIComponent(token)}`;
}

/** What ties a form to this browser's session without asking Kratos: the session cookie itself. */
export function toSessionBinding(request: Request): string {
  const cookies = parseCookies(request.headers.get("cookie"));
  return cookies.find(({ name }) => isSessionCookie(name))?.value ?? "";
}

/** A path of our own, base path included. */
export function toPath(path: string, query: Record<string, string | undefined> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(given).toString();
  return `${getConfig().publicUrl.basePath}${path}${search ? `?${search}` : ""}`;
}

/** The same as an absolute address, for Kratos' `return_to`. */
export function toUrl(path: string, query: Record<string, string | undefined> = {}): string {
  return getConfig().publicUrl.origin + toPath(path, query);
}
