/** A brand as operators look at it: whose pages have it, what it draws with, and how well that can be read. */

import type { Brand } from "@/lib/brand/brand";
import { COLOUR_NAMES, type ColourName, type Pair, type Scheme, toPairs } from "@/lib/brand/palette";

export interface BrandView {
  id: string;
  name: string;
  isDefault: boolean;
  scheme: Brand["scheme"];
  layout: Brand["layout"];
  hosts: readonly string[];
  organizations: readonly string[];
  clients: readonly string[];
  namedByClients: boolean;
  clientColours: boolean;
  languages: readonly string[];
  links: readonly { label: string; href: string }[];
  /** Names of files below `/assets/`. */
  files: readonly { label: string; file: string }[];
  schemes: readonly SchemeView[];
}

interface SchemeView {
  scheme: Scheme;
  colours: readonly { name: ColourName; hex: string }[];
  pairs: readonly ContrastView[];
}

export interface ContrastView {
  colour: ColourName;
  hex: string;
  ground: Pair["ground"];
  /** `4.51`, never rounded up to what is needed. */
  ratio: string;
  needed: number;
  isEnough: boolean;
}

export function toBrandView(brand: Brand, byDefault: Brand): BrandView {
  const { audience, links, languages, favicon, touchIcon, stylesheet } = brand;
  return {
    id: brand.id,
    name: brand.name,
    isDefault: brand === byDefault,
    scheme: brand.scheme,
    layout: brand.layout,
    ...audience,
    clientColours: brand.clientColours,
    languages: languages.offered,
    links: [
      { label: "Terms", href: links.terms },
      { label: "Privacy", href: links.privacy },
      { label: "Help", href: links.help },
      { label: "Imprint", href: links.imprint?.href },
    ].flatMap(({ label, href }) => (href ? [{ label, href }] : [])),
    files: [
      { label: "Stylesheet", file: stylesheet?.file },
      { label: "Icon", file: favicon?.file },
      { label: "Touch icon", file: touchIcon },
    ].flatMap(({ label, file }) => (file ? [{ label, file }] : [])),
    schemes: toSchemes(brand).map((scheme) => toSchemeView(brand, scheme)),
  };
}

/** Those that its pages are ever drawn in. */
export function toSchemes({ scheme }: Pick<Brand, "scheme">): readonly Scheme[] {
  return scheme === "auto" ? ["light", "dark"] : [scheme];
}

function toSchemeView({ palettes }: Brand, scheme: Scheme): SchemeView {
  const palette = palettes[scheme];
  return {
    scheme,
    colours: COLOUR_NAMES.map((name) => ({ name, hex: palette[name] })),
    pairs: toPairs(palette).map(({ colour, ground, ratio, needed }) => ({
      colour,
      hex: palette[colour],
      ground,
      ratio: (Math.floor(ratio * 100) / 100).toFixed(2),
      needed,
      isEnough: ratio >= needed,
    })),
  };
}
