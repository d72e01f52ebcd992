/** A brand as the pages need it: made from a brand file at the start, and trusted from there on. */

import type { Overrides } from "@/lib/i18n/languages";
import type { Offer } from "@/lib/i18n/locale";
import type { Palette, Scheme } from "./palette";

export interface Brand {
  /** `default`, or the name of its folder. */
  id: string;
  name: string;
  logoSaysName: boolean;
  scheme: "auto" | Scheme;
  layout: "centred" | "beside-picture";
  links: BrandLinks;
  languages: Offer;
  texts: Readonly<Record<string, Overrides>>;
  /** Names of files below `/assets/`. The stylesheet is in place of the build's, or beside it where that is not at hand. */
  stylesheet?: { file: string; isWhole: boolean };
  favicon?: { file: string; type: string };
  touchIcon?: string;
  palettes: Readonly<Record<Scheme, Palette>>;
  audience: {
    hosts: readonly string[];
    organizations: readonly string[];
    clients: readonly string[];
    namedByClients: boolean;
  };
  clientColours: boolean;
}

interface BrandLinks {
  terms?: string;
  privacy?: string;
  help?: string;
  /** `title` by language. */
  imprint?: { href: string; title: Readonly<Record<string, string>> };
}

/** A file that Foyer serves for ever by a name that holds its content's hash. */
export interface BrandAsset {
  type: string;
  body: Uint8Array<ArrayBuffer>;
  /** Compressed by Brotli, where that gains anything. */
  packed?: Uint8Array<ArrayBuffer>;
}

export interface Brands {
  byDefault: Brand;
  others: readonly Brand[];
  /** By name below `/assets/`. */
  assets: ReadonlyMap<string, BrandAsset>;
}
