/** What every route reads of its request before anything else: who calls, and what the page needs around it. */

import type { Brand } from "@/lib/brand/brand";
import { type BrandSigns, chooseAccent, chooseBrand } from "@/lib/brand/choose-brand";
import { toAccentFile } from "@/lib/brand/serve-brand.server";
import { getConfig } from "@/lib/config/config";
import { requirePublicOrigin } from "@/lib/console/request/is-console-request.server";
import { LANGUAGES } from "@/lib/i18n/languages";
import { toLocale, type Wishes } from "@/lib/i18n/locale";
import { readChosenLocale } from "@/lib/i18n/locale-cookie.server";
import { readUiLocales } from "@/lib/i18n/ui-locales.server";
import { readPointer } from "@/lib/json-pointer";
import type { Person } from "@/lib/oauth2/claims/person";
import type { Caller } from "@/lib/ory/caller";
import type { PageContext } from "@/lib/page-context";
import { getAssets } from "./assets";
import { requireBounded } from "./bounds";
import { toCaller } from "./caller";
import { isSessionCookie, readCookies } from "./cookies/cookies";
import { createToken } from "./form-token";
import { loadWords } from "./page-words";
import { toPath, toRequestPath } from "./paths";
import { readUrl } from "./request-url";

export interface PageRequest {
  request: Request;
  caller: Caller;
  context: PageContext;
  /** Whose brand the page has, as far as that is known. */
  signs?: BrandSigns;
}

/**
 * @throws HttpError 400 for cookies that arrive twice, and for more than a browser has use for (threat D1); 404 on an
 *   origin that is the console's alone (threat C23)
 */
export async function toPageRequest(request: Request): Promise<PageRequest> {
  requireBounded(request);
  requirePublicOrigin(request);
  return { request, caller: toCaller(request), context: await toPageContext(request) };
}

/** The same page in the signed-in person's language, with them in its header. @param identity whose account it is */
export async function withPerson(page: PageRequest, person: Person, identity: unknown): Promise<PageRequest> {
  const hasApps = getConfig().hydra !== undefined;
  const signedIn = { ...person, logoutPath: toLogoutPath(page.request), hasApps };
  const branded = await withBrand(page, { organization: toOrganization(identity) });
  const words = await toPageLanguage(page.request, branded.context.brand, { trait: toLocaleTrait(identity) });
  return { ...branded, context: { ...branded.context, ...words, signedIn } };
}

/**
 * The same page in the language that the app asked for; what it asked by an earlier request no longer counts.
 * @param identity who is signed in: their own language comes first, and their organization's brand before the host's
 */
export async function withUiLocales(
  page: PageRequest,
  uiLocales: readonly string[],
  identity: unknown,
): Promise<PageRequest> {
  const branded = await withBrand(page, { organization: toOrganization(identity) });
  const words = await toPageLanguage(page.request, branded.context.brand, {
    uiLocales: uiLocales.join(" "),
    trait: toLocaleTrait(identity),
  });
  return { ...branded, context: { ...branded.context, ...words } };
}

/**
 * The same page in the brand of what has become known of it: the app that asks, the organization that the flow or the
 * person belongs to. What was known before still counts.
 */
export async function withBrand(page: PageRequest, more: BrandSigns): Promise<PageRequest> {
  if (!more.client && !more.organization) return page;
  const signs: BrandSigns = {
    ...page.signs,
    ...(more.client && { client: more.client }),
    ...(more.organization && { organization: more.organization }),
  };
  const brand = chooseBrand(getConfig().brands, { ...signs, host: toHost() });
  if (brand === page.context.brand && !signs.client) return { ...page, signs };
  const look = toLook(brand, signs.client?.metadata);
  if (brand === page.context.brand) return { ...page, signs, context: { ...page.context, ...look } };
  const { locale } = page.context;
  const words = await toPageLanguage(page.request, brand, { chosen: locale });
  return { ...page, signs, context: { ...page.context, ...look, ...words } };
}

function toOrganization(identity: unknown): string | undefined {
  const organization = readPointer(identity, "/organization_id");
  return typeof organization === "string" ? organization : undefined;
}

/** The brand of this Foyer's own host, where nobody and no app says otherwise. */
export function getOwnBrand(): Brand {
  return chooseBrand(getConfig().brands, { host: toHost() });
}

/** As the configuration names it: whatever a request says of its host chooses nothing (threat P3). */
function toHost(): string {
  return new URL(getConfig().publicUrl.origin).host;
}

/** Name, files and stylesheets of a brand, and the accent of an app where the brand lets it have one. */
function toLook(
  brand: Brand,
  metadata?: unknown,
): Pick<PageContext, "brand" | "productName" | "assets" | "moreStylesheets"> {
  const { brandStylesheet, publicUrl } = getConfig();
  const toAsset = (file: string) => `${publicUrl.basePath}/assets/${file}`;
  const assets = getAssets(publicUrl.basePath);
  const { stylesheet } = brand;
  const accent = chooseAccent(brand, metadata);
  return {
    brand,
    productName: brand.name,
    assets: stylesheet?.isWhole ? { ...assets, stylesheet: toAsset(stylesheet.file) } : assets,
    moreStylesheets: [
      ...(stylesheet && !stylesheet.isWhole ? [toAsset(stylesheet.file)] : []),
      ...(accent ? [toAsset(toAccentFile(accent))] : []),
      ...(brandStylesheet ? [brandStylesheet] : []),
    ],
  };
}

/** A language as an identity may hold it, `de` or `de_AT`. */
function toLocaleTrait(identity: unknown): string | undefined {
  const { localeTrait } = getConfig();
  const value = localeTrait && readPointer(identity, localeTrait);
  return typeof value === "string" ? value.replaceAll("_", "-") : undefined;
}

/** The same of a page that is shown again by another address than the one that was asked for. */
export function withReturnPath(context: PageContext, returnTo: string): PageContext {
  return { ...context, ...(context.language && { language: { ...context.language, returnTo } }) };
}

export async function toPageContext(request: Request): Promise<PageContext> {
  const { publicUrl } = getConfig();
  const brand = getOwnBrand();
  return { basePath: publicUrl.basePath, ...(await toPageLanguage(request, brand)), ...toLook(brand) };
}

/** @param wishes in place of what the address, its cookie and the browser say */
async function toPageLanguage(
  request: Request,
  { languages, texts }: Brand,
  wishes: Wishes = {},
): Promise<Pick<PageContext, "locale" | "dir" | "t" | "language">> {
  const asked = readUrl(request).searchParams.get("ui_locales") ?? readUiLocales(request);
  const acceptLanguage = request.headers.get("accept-language");
  const chosen = readChosenLocale(request);
  const locale = toLocale({ chosen, uiLocales: asked, acceptLanguage, ...wishes }, languages);
  return {
    ...(await loadWords(locale, texts)),
    language:
      languages.offered.length > 1
        ? { name: LANGUAGES[locale]?.name ?? locale, returnTo: toReturnPath(request) }
        : undefined,
  };
}

/** Where the same page is shown again: what was posted is not. */
function toReturnPath(request: Request): string {
  return request.method === "GET" ? toRequestPath(request) : toPath("/");
}

/** `/logout?token=…`: signs out by a GET, since the token is bound to this very session (threat O15). */
export function toLogoutPath(request: Request): string {
  return toPath("/logout", { token: createToken("logout", toSessionBinding(request)) });
}

/** What ties a form to this browser's session without asking Kratos: the session cookie itself. */
export function toSessionBinding(request: Request): string {
  const cookies = readCookies(request);
  return cookies.find(({ name }) => isSessionCookie(name))?.value ?? "";
}
