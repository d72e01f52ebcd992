/** Chooses the page's language from what the browser, its cookie and the app ask for. */

import { catalogues } from "../../locales";

export const DEFAULT_LOCALE = "en";

/** Longest header that is looked at, in characters. */
const MAX_HEADER = 1000;

/** A language tag: letters, digits, hyphens, nothing that could break a header or a path (threat V3). */
const TAG = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}$/;

/**
 * Shipped languages, as BCP 47 tags.
 * @internal exported for tests
 */
export function getLocales(): string[] {
  return Object.keys(catalogues);
}

/**
 * The shipped language that fits best: the person's own choice (cookie), then the app's (`ui_locales`, space
 * separated), then the browser's (`Accept-Language`), then English.
 * @see https://www.rfc-editor.org/rfc/rfc4647#section-3.4
 */
export function toLocale(
  acceptLanguage: string | null | undefined,
  cookie?: string | null,
  uiLocales?: string | null,
  shipped: readonly string[] = getLocales(),
): string {
  const wanted = [...toTags(cookie), ...toTags(uiLocales), ...toAccepted(acceptLanguage)];
  for (const tag of wanted) {
    const found = lookUp(tag, shipped);
    if (found) return found;
  }
  return DEFAULT_LOCALE;
}

/** `rtl` for languages written from right to left. */
export function toDirection(locale: string): "ltr" | "rtl" {
  return RTL_LANGUAGES.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
}

const RTL_LANGUAGES: ReadonlySet<string> = new Set([
  "ar",
  "ckb",
  "dv",
  "fa",
  "he",
  "ps",
  "sd",
  "ug",
  "ur",
  "yi",
]);

function toTags(list: string | null | undefined): string[] {
  if (!list || list.length > MAX_HEADER) return [];
  return list.split(" ").filter((tag) => TAG.test(tag));
}

function toAccepted(header: string | null | undefined): string[] {
  if (!header || header.length > MAX_HEADER) return [];
  return header
    .split(",")
    .map((entry, index) => {
      const [tag = "", ...parameters] = entry.split(";").map((part) => part.trim());
      const q = parameters.find((parameter) => parameter.startsWith("q="));
      const quality = q === undefined ? 1 : Number(q.slice(2));
      return { tag, index, quality: Number.isFinite(quality) ? quality : 0 };
    })
    .filter(({ tag, quality }) => quality > 0 && TAG.test(tag))
    .sort((a, b) => b.quality - a.quality || a.index - b.index)
    .map(({ tag }) => tag);
}

/** RFC 4647 lookup: shorten from the end until something ships; `pt` finds `pt-BR` when nothing closer does. */
function lookUp(tag: string, shipped: readonly string[]): string | undefined {
  const parts = tag.toLowerCase().split("-");
  for (let length = parts.length; length > 0; length -= 1) {
    const range = parts.slice(0, length).join("-");
    const exact = shipped.find((locale) => locale.toLowerCase() === range);
    if (exact) return exact;
  }
  return shipped.find((locale) => locale.toLowerCase().startsWith(`${parts[0]}-`));
}
