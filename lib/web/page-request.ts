/** What every route reads of its request before anything else: who calls, and what the page needs around it. */

import { getConfig } from "@/lib/config/config";
import { requirePublicOrigin } from "@/lib/console/request/is-console-request.server";
import { toDirection, toLocale } from "@/lib/i18n/locale";
import { getTranslator } from "@/lib/i18n/translator";
import { readUiLocales } from "@/lib/i18n/ui-locales.server";
import type { Person } from "@/lib/oauth2/claims/person";
import type { Caller } from "@/lib/ory/caller";
import type { PageContext } from "@/lib/page-context";
import { getAssets } from "./assets";
import { requireBounded } from "./bounds";
import { toCaller } from "./caller";
import { isSessionCookie, parseCookies } from "./cookies/cookies";
import { createToken } from "./form-token";

export interface PageRequest {
  request: Request;
  caller: Caller;
  context: PageContext;
}

/**
 * @throws HttpError 400 for cookies that arrive twice, and for more than a browser has use for (threat D1); 404 on an
 *   origin that is the console's alone (threat C23)
 */
export function toPageRequest(request: Request): PageRequest {
  requireBounded(request);
  requirePublicOrigin(request);
  return { request, caller: toCaller(request), context: toPageContext(request) };
}

/** The same page with the signed-in person in its header. */
export function withPerson(page: PageRequest, person: Person): PageRequest {
  const hasApps = getConfig().hydra !== undefined;
  const signedIn = { ...person, logoutPath: toLogoutPath(page.request), hasApps };
  return { ...page, context: { ...page.context, signedIn } };
}

/** The same page in the language that the app asked for; what it asked by an earlier request no longer counts. */
export function withUiLocales(page: PageRequest, uiLocales: readonly string[]): PageRequest {
  const { locale, dir, t } = toPageContext(page.request, uiLocales.join(" "));
  return { ...page, context: { ...page.context, locale, dir, t } };
}

/** @param asked `ui_locales` of the request that is under way; found in the address or its cookie by default */
export function toPageContext(request: Request, asked?: string): PageContext {
  const { productName, brandStylesheet, publicUrl } = getConfig();
  const uiLocales = asked ?? new URL(request.url).searchParams.get("ui_locales") ?? readUiLocales(request);
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
