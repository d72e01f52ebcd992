/** Reads one brand file and what lies beside it, and says what is wrong by the path of the value (threat S8). */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isLanguage, type Overrides } from "@/lib/i18n/languages";
import { toOffer } from "@/lib/i18n/offer";
import { readOverrides } from "@/lib/i18n/overrides.server";
import { withOwnSentences } from "@/lib/i18n/own-sentences";
import type { Brand, BrandAsset } from "./brand";
import { type FileUse, readBrandAsset } from "./brand-assets.server";
import { type Look, toBrandCss, toDataAddress } from "./brand-css";
import { findUnreadable, type Pair, type Palette, type Scheme, toPalette } from "./palette";
import { type BrandFile, brandSchema, toSchemaProblems } from "./schema";

/** What a brand has where its file says nothing: the settings of the environment. */
export type BrandDefaults = Pick<Brand, "name" | "links" | "languages" | "texts"> & {
  withPseudo: boolean;
};

export interface ReadBrand {
  brand: Omit<Brand, "stylesheet">;
  css: string;
  assets: Map<string, BrandAsset>;
}

/** @returns the brand, or one line a problem */
export function readBrand(
  path: string,
  folder: string,
  id: string,
  defaults: BrandDefaults,
): { read: ReadBrand } | { problems: string[] } {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    return { problems: [`cannot be read as JSON (${String(cause)})`] };
  }
  const parsed = brandSchema.safeParse(content);
  if (!parsed.success) return { problems: toSchemaProblems(parsed.error) };
  const file = parsed.data;
  const palettes = toPalettes(file);
  const { files, assets, problems } = readFiles(folder, file);
  const texts = readOwnTexts(folder, file, defaults.texts);
  problems.push(...findContradictions(file), ...findUnreadableColours(file, palettes), ...texts.problems);
  if (problems.length > 0) return { problems };
  const css = toBrandCss(toLook(file, palettes, files, assets));
  return {
    read: {
      brand: toBrand(file, id, { defaults, palettes, files, texts: texts.texts, assets }),
      css,
      assets,
    },
  };
}

type Files = Partial<
  Record<"light" | "dark" | "favicon" | "touchIcon" | "font" | "picture" | "darkPicture", string>
>;

function readFiles(folder: string, { logos, font, picture }: BrandFile) {
  const wanted: [key: keyof Files, at: string, name: string | undefined, use: FileUse][] = [
    ["light", "logos.light", logos.light, "logo"],
    ["dark", "logos.dark", logos.dark, "logo"],
    ["favicon", "logos.favicon", logos.favicon, "favicon"],
    ["touchIcon", "logos.touchIcon", logos.touchIcon, "touchIcon"],
    ["font", "font.file", font?.file, "font"],
    ["picture", "picture.light", picture?.light, "picture"],
    ["darkPicture", "picture.dark", picture?.dark, "picture"],
  ];
  const files: Files = {};
  const assets = new Map<string, BrandAsset>();
  const problems: string[] = [];
  for (const [key, at, name, use] of wanted) {
    if (!name) continue;
    const found = readBrandAsset(folder, name, use);
    if ("problem" in found) {
      problems.push(`${at}: ${found.problem}`);
      continue;
    }
    files[key] = found.name;
    assets.set(found.name, found.asset);
  }
  return { files, assets, problems };
}

function toPalettes({ colours: { light, dark } }: BrandFile): Record<Scheme, Palette> {
  return {
    light: toPalette("light", withoutUndefined(light), withoutUndefined(dark)),
    dark: toPalette("dark", withoutUndefined(dark), withoutUndefined(light)),
  };
}

function withoutUndefined<T extends object>(given: T): Partial<Palette> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function findUnreadableColours({ scheme }: BrandFile, palettes: Record<Scheme, Palette>): string[] {
  const schemes: Scheme[] = scheme === "auto" ? ["light", "dark"] : [scheme];
  return schemes.flatMap((one) =>
    findUnreadable(palettes[one]).map((pair) => `colours.${one}.${describePair(pair, palettes[one])}`),
  );
}

/** The pair, its ratio, what it needs, and what would do. */
function describePair({ colour, ground, ratio, needed, nearest }: Pair, palette: Palette): string {
  const on = ground === "spill" ? "the page where the glow falls on it" : ground;
  // Never rounded up to what is needed.
  const said = (Math.floor(ratio * 100) / 100).toFixed(2);
  const remedy = nearest
    ? `${nearest} is the nearest that passes`
    : `no lightness of it passes on all of its grounds`;
  return `${colour}: ${palette[colour]} on ${on} has a contrast of ${said}:1, it needs ${needed}:1; ${remedy}`;
}

function findContradictions({ layout, picture, languages, links, scheme, logos }: BrandFile): string[] {
  const unknown = [...(languages ?? []), ...Object.keys(links.imprint?.title ?? {})].filter(
    (tag) => !isLanguage(tag),
  );
  return [
    ...(layout === "beside-picture" && !picture ? ["picture: is missing; the layout needs one"] : []),
    ...(picture && layout !== "beside-picture"
      ? ['picture: is not shown; set layout to "beside-picture"']
      : []),
    ...(scheme !== "light" && logos.dark && !logos.light
      ? ["logos.light: is missing beside logos.dark"]
      : []),
    ...unknown.map((tag) => `${tag}: is a language that does not ship (docs/languages.md lists them)`),
  ];
}

function readOwnTexts(folder: string, { texts: name }: BrandFile, inherited: Brand["texts"]) {
  if (!name) return { texts: inherited, problems: [] };
  const { texts, problems } = readOverrides(join(folder, name));
  return { texts: mergeTexts(inherited, texts), problems: problems.map((problem) => `texts: ${problem}`) };
}

/** A brand's own sentences count before those of all brands. */
function mergeTexts(all: Brand["texts"], own: Brand["texts"]): Brand["texts"] {
  const merge = (language: string): Overrides => ({
    ui: withOwnSentences(all[language]?.ui, own[language]?.ui),
    kratos: withOwnSentences(all[language]?.kratos, own[language]?.kratos),
    titles: { ...all[language]?.titles, ...own[language]?.titles },
  });
  return { ...all, ...Object.fromEntries(Object.keys(own).map((language) => [language, merge(language)])) };
}

/** Longest SVG that stands in the stylesheet, in bytes. */
const INLINE_LIMIT = 4096;

function toLook(
  file: BrandFile,
  palettes: Record<Scheme, Palette>,
  files: Files,
  assets: ReadonlyMap<string, BrandAsset>,
): Look {
  const toAddress = (name: string | undefined) => {
    const asset = name && assets.get(name);
    return asset && asset.type === "image/svg+xml" && asset.body.length <= INLINE_LIMIT
      ? toDataAddress(new TextDecoder().decode(asset.body))
      : name;
  };
  return {
    scheme: file.scheme,
    palettes,
    logo: { light: toAddress(files.light), dark: toAddress(files.dark) },
    picture: files.picture
      ? { light: toAddress(files.picture), dark: toAddress(files.darkPicture) }
      : undefined,
    font: files.font ? { file: files.font, weight: file.font?.weight } : undefined,
    logoWidth: file.logoWidth,
    radius: file.radius,
  };
}

function toBrand(
  file: BrandFile,
  id: string,
  known: {
    defaults: BrandDefaults;
    palettes: Record<Scheme, Palette>;
    files: Files;
    texts: Brand["texts"];
    assets: ReadonlyMap<string, BrandAsset>;
  },
): ReadBrand["brand"] {
  const { defaults, palettes, files, texts, assets } = known;
  return {
    id,
    name: file.name ?? defaults.name,
    logoSaysName: file.logoSaysName,
    scheme: file.scheme,
    layout: file.layout,
    links: { ...defaults.links, ...file.links },
    languages: file.languages ? toOffer(file.languages, defaults.withPseudo) : defaults.languages,
    texts,
    favicon: files.favicon
      ? { file: files.favicon, type: assets.get(files.favicon)?.type ?? "image/svg+xml" }
      : undefined,
    touchIcon: files.touchIcon,
    palettes,
    audience: file.for,
    clientColours: file.clientColours,
  };
}
