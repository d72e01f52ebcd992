/** Whose page it is: the brand of the app, of the person's organization, or of the host; else the default. */

import type { Brand, Brands } from "./brand";
import { findNearest, type Hex, toLowestContrast } from "./colour";
import { toClientBrand } from "./schema";

/** What is known of a request's side; each may be missing. */
export interface BrandSigns {
  /** The app's id, as Hydra says it, and its `metadata`, which only Hydra's admin API can write. */
  client?: { id: string; metadata?: unknown };
  organization?: string | null;
  /** Of FOYER_PUBLIC_URL. */
  host?: string;
}

/** A brand that lists the app counts before one that the app names; that counts for nothing unless the brand allows it (O25). */
export function chooseBrand(
  { byDefault, others }: Brands,
  { client, organization, host }: BrandSigns,
): Brand {
  const all = [byDefault, ...others];
  const named = readMetadata(client?.metadata).brand;
  return (
    all.find(({ audience }) => client && audience.clients.includes(client.id)) ??
    all.find(({ id, audience }) => audience.namedByClients && id === named) ??
    all.find(({ audience }) => organization && audience.organizations.includes(organization)) ??
    all.find(({ audience }) => host && audience.hosts.includes(host)) ??
    byDefault
  );
}

/** A button must be seen on the panel (WCAG 1.4.11). */
const SEEN = 3;

/**
 * An app's own accent on a brand's pages, by scheme; undefined where the brand does not allow one, the app names none, or
 * its colour cannot be seen. Where the app gives none for dark, the nearest that can be seen there.
 */
export function chooseAccent(
  { clientColours, palettes, scheme }: Brand,
  metadata: unknown,
): { light: Hex; dark: Hex } | undefined {
  const { accent, accentDark } = readMetadata(metadata);
  if (!clientColours || !accent) return undefined;
  const isSeen = (colour: Hex, on: "light" | "dark") =>
    toLowestContrast(colour, [palettes[on].panel]) >= SEEN;
  const dark = accentDark ?? findNearest(accent, [palettes.dark.panel], SEEN);
  if (scheme === "dark") {
    const only = accentDark ?? accent;
    return isSeen(only, "dark") ? { light: only, dark: only } : undefined;
  }
  if (!isSeen(accent, "light")) return undefined;
  if (scheme === "light") return { light: accent, dark: accent };
  return dark && isSeen(dark, "dark") ? { light: accent, dark } : undefined;
}

function readMetadata(metadata: unknown): { brand?: string; accent?: Hex; accentDark?: Hex } {
  return toClientBrand(metadata)?.foyer ?? {};
}
