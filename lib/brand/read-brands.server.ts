/** All brands of this process: the default, from FOYER_BRAND or the environment alone, and those of the folders beside it. */

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import manifest from "@/lib/web/asset-manifest.json" with { type: "json" };
import { getPublicFolder } from "@/lib/web/public-folder";
import type { Brand, BrandAsset, Brands } from "./brand";
import { toBrandAsset } from "./brand-assets.server";
import { DEFAULT_PALETTES } from "./palette";
import { type BrandDefaults, type ReadBrand, readBrand } from "./read-brand.server";

const BRAND_FILE = "brand.json";

/** Brands beside the default; all their files are in memory. */
const MAX_BRANDS = 50;

const DEFAULT_ID = "default";

/**
 * @param path FOYER_BRAND: a brand file, or a folder with one and a folder for each further brand
 * @returns the brands, or one line a problem: file, value, and what is wrong
 */
export function readBrands(
  path: string | undefined,
  defaults: BrandDefaults,
): { brands: Brands; problems: string[] } {
  const own = toOwnBrand(defaults);
  const none = { byDefault: own, others: [], assets: new Map() };
  if (!path) return { brands: none, problems: [] };
  const problems: string[] = [];
  const reads = listFiles(path, problems).flatMap(({ id, file }) => {
    const found = readBrand(file, dirname(file), id, defaults);
    if ("read" in found) return [found.read];
    problems.push(...found.problems.map((problem) => `${file}: ${problem}`));
    return [];
  });
  problems.push(...findSharedAudiences(reads.map(({ brand }) => brand)));
  const [byDefault, ...others] = problems.length > 0 ? [] : reads;
  if (!byDefault) return { brands: none, problems };
  const assets = new Map<string, BrandAsset>();
  const base = readBaseStylesheet();
  const finish = (read: ReadBrand) => finishBrand(read, base, assets);
  return { brands: { byDefault: finish(byDefault), others: others.map(finish), assets }, problems };
}

function listFiles(path: string, problems: string[]): { id: string; file: string }[] {
  try {
    if (statSync(path).isFile()) return [{ id: DEFAULT_ID, file: path }];
    const folders = readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(path, entry.name, BRAND_FILE)))
      .map(({ name }) => name)
      .toSorted();
    if (folders.length > MAX_BRANDS) problems.push(`${path} has more than ${MAX_BRANDS} brands`);
    return [
      { id: DEFAULT_ID, file: join(path, BRAND_FILE) },
      ...folders.slice(0, MAX_BRANDS).map((id) => ({ id, file: join(path, id, BRAND_FILE) })),
    ];
  } catch (cause) {
    problems.push(`${path} cannot be read (${cause instanceof Error ? cause.message : String(cause)})`);
    return [];
  }
}

/** Whoever is on two lists would get the brand of whichever folder comes first. */
function findSharedAudiences(brands: readonly Pick<Brand, "id" | "audience">[]): string[] {
  const owners = new Map<string, string>();
  return brands.flatMap(({ id, audience }) =>
    (["hosts", "organizations", "clients"] as const).flatMap((list) =>
      audience[list].flatMap((entry) => {
        const key = `${list} ${entry}`;
        const other = owners.get(key);
        owners.set(key, id);
        return other === undefined || other === id
          ? []
          : [`for.${list}: ${entry} is in ${other} and in ${id}`];
      }),
    ),
  );
}

/** Without a brand file: the environment's name, links, languages and texts, and the house's own look. */
function toOwnBrand({ name, links, languages, texts }: BrandDefaults): Brand {
  return {
    id: DEFAULT_ID,
    name,
    logoSaysName: false,
    scheme: "auto",
    layout: "centred",
    links,
    languages,
    texts,
    palettes: DEFAULT_PALETTES,
    audience: { hosts: [], organizations: [], clients: [], namedByClients: false },
    clientColours: false,
  };
}

/** The build's own, without which a brand's comes as a second one: where a platform serves `public/` it is not here. */
export function readBaseStylesheet(): string | undefined {
  const file = join(getPublicFolder(), manifest.stylesheet);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** In the build's own stylesheet: of no use where a brand has a logo of its own. */
const HOUSE_LOGO = /--foyer-logo:url\("data:[^"]*"\);?/g;

function finishBrand(
  { brand, css, assets }: ReadBrand,
  base: string | undefined,
  all: Map<string, BrandAsset>,
): Brand {
  const kept = css.includes("--foyer-logo:") ? base?.replaceAll(HOUSE_LOGO, "") : base;
  const text = new TextEncoder().encode((kept ?? "") + css);
  const { name, asset } = toBrandAsset("foyer", "css", "text/css; charset=utf-8", text);
  for (const [file, one] of [...assets, [name, asset] as const]) all.set(file, one);
  return { ...brand, stylesheet: { file: name, isWhole: base !== undefined } };
}
