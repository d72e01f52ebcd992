/** Answers `/assets/{file}` with a brand's file, or with the accent that an app has: each for ever, by its content. */

import { getConfig } from "@/lib/config/config";
import { accepts, BROTLI } from "@/lib/web/accept-encoding";
import manifest from "@/lib/web/asset-manifest.json" with { type: "json" };
import type { BrandAsset } from "./brand";
import { toAccentCss } from "./brand-css";
import { type Hex, isHex } from "./colour";
import type { Scheme } from "./palette";
import { readBaseStylesheet } from "./read-brands.server";

/** A brand's stylesheet, or the build's own, in one scheme whatever the device prefers: for previews. */
const SCHEME = /^foyer-(light|dark)\.([\w-]{10})\.css$/;

/** The name below `/assets/` of a stylesheet in one scheme. @param file `foyer.<hash>.css` */
export function toSchemeFile(file: string, scheme: Scheme): string {
  return file.replace(/^foyer\./, `foyer-${scheme}.`);
}

/** Changes with what {@link toAccentCss} makes of the same colours. */
const ACCENT_VERSION = 1;
const ACCENT = /^accent-(\d+)\.([0-9a-f]{6})\.([0-9a-f]{6})\.css$/;

/** The name below `/assets/` of the stylesheet with an app's accent. */
export function toAccentFile({ light, dark }: { light: Hex; dark: Hex }): string {
  return `accent-${ACCENT_VERSION}.${light.slice(1)}.${dark.slice(1)}.css`;
}

/** @returns undefined for what no brand has */
export function findBrandAsset(file: string, acceptEncoding: string | null): Response | undefined {
  const asset = getConfig().brands.assets.get(file) ?? toAccentAsset(file) ?? toSchemeAsset(file);
  if (!asset) return undefined;
  const isPacked = asset.packed !== undefined && accepts(acceptEncoding, BROTLI);
  return new Response((isPacked && asset.packed) || asset.body, {
    headers: {
      "content-type": asset.type,
      ...(asset.packed && { vary: "Accept-Encoding" }),
      ...(isPacked && { "content-encoding": "br" }),
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

/** Of six hexadecimal digits twice and nothing else: whoever asks for others gets other colours, and nobody's page does. */
function toAccentAsset(file: string): BrandAsset | undefined {
  const [, version, light, dark] = ACCENT.exec(file) ?? [];
  if (version !== String(ACCENT_VERSION)) return undefined;
  const [one, other] = [`#${light}`, `#${dark}`];
  if (!isHex(one) || !isHex(other)) return undefined;
  return { type: "text/css; charset=utf-8", body: new TextEncoder().encode(toAccentCss(one, other)) };
}

function toSchemeAsset(file: string): BrandAsset | undefined {
  const [, scheme, hash] = SCHEME.exec(file) ?? [];
  const css = scheme && readStylesheet(`foyer.${hash}.css`);
  if (!css) return undefined;
  const always = scheme === "dark" ? "(min-width:0)" : "(max-width:0)";
  const text = css.replaceAll(/\(prefers-color-scheme:\s*dark\)/g, always);
  return { type: "text/css; charset=utf-8", body: new TextEncoder().encode(text) };
}

function readStylesheet(file: string): string | undefined {
  const asset = getConfig().brands.assets.get(file);
  if (asset) return new TextDecoder().decode(asset.body);
  return manifest.stylesheet === `/assets/${file}` ? readBaseStylesheet() : undefined;
}
