/** A page as a brand draws it, for operators to look at: nothing runs on it, and nothing can be sent from it. */

import type { Brand } from "@/lib/brand/brand";
import { chooseBrand } from "@/lib/brand/choose-brand";
import type { Scheme } from "@/lib/brand/palette";
import { toSchemeFile } from "@/lib/brand/serve-brand.server";
import { getConfig } from "@/lib/config/config";
import type { PageContext } from "@/lib/page-context";
import { getAssets } from "@/lib/web/assets";
import { HttpError } from "@/lib/web/http-error";
import { loadWords } from "@/lib/web/page-words";
import { getConsoleConfig } from "../get-console-config.server";
import { toSchemes } from "./view";

/** All brands of this process, the default first. */
export function listBrands(): readonly Brand[] {
  const { byDefault, others } = getConfig().brands;
  return [byDefault, ...others];
}

/** The brand that an app's requests have whatever the host; undefined where hosts or organizations decide. */
export function findBrandOfClient(client: { id: string; metadata?: unknown }): Brand | undefined {
  const { brands } = getConfig();
  const brand = chooseBrand(brands, { client });
  return brand === brands.byDefault ? undefined : brand;
}

/** @throws HttpError 404 */
export function requireBrand(id: string): Brand {
  const brand = listBrands().find((known) => known.id === id);
  if (!brand) throw new HttpError(404, "not-found");
  return brand;
}

/** @throws HttpError 404 for a scheme that the brand's pages are never drawn in */
export function requireScheme(brand: Brand, asked: string | undefined): Scheme {
  const scheme = toSchemes(brand).find((known) => known === asked);
  if (!scheme) throw new HttpError(404, "not-found");
  return scheme;
}

/** What the page needs around it: in the brand's own language and one scheme, without a script. */
export async function toPreviewContext(brand: Brand, scheme: Scheme): Promise<PageContext> {
  const { basePath } = getConsoleConfig().url;
  const { brandStylesheet } = getConfig();
  const { stylesheet } = brand;
  const toAsset = (file: string) => `${basePath}/assets/${toSchemeFile(file, scheme)}`;
  const own = getAssets(basePath).stylesheet;
  return {
    ...(await loadWords(brand.languages.fallback, brand.texts)),
    productName: brand.name,
    brand: { ...brand, scheme },
    assets: {
      stylesheet: toAsset(stylesheet?.isWhole ? stylesheet.file : own.slice(own.lastIndexOf("/") + 1)),
    },
    moreStylesheets: [
      ...(stylesheet && !stylesheet.isWhole ? [toAsset(stylesheet.file)] : []),
      ...(brandStylesheet ? [brandStylesheet] : []),
    ],
    basePath,
  };
}

/**
 * In place of a console page's policy: the console alone may frame it, scripts and forms are off, links open nothing.
 * Same-origin, since the stylesheet and the font are for this origin alone.
 */
export function toPreviewHeaders(): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      "sandbox allow-same-origin",
    ].join("; "),
    "x-frame-options": "SAMEORIGIN",
  };
}
