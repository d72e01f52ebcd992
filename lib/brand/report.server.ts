/** Says of a brand file, before it is used, what is wrong with it, or how well each of its pairs can be read. */

import { toOffer } from "@/lib/i18n/offer";
import type { Brand } from "./brand";
import { toPairs } from "./palette";
import { readBrands } from "./read-brands.server";

/** @returns lines to print, and whether a Foyer with this brand starts */
export function toBrandReport(path: string): { starts: boolean; lines: string[] } {
  const { brands, problems } = readBrands(path, {
    name: "Foyer",
    links: {},
    languages: toOffer([], false),
    texts: {},
    withPseudo: true,
  });
  if (problems.length > 0) return { starts: false, lines: problems };
  return { starts: true, lines: [brands.byDefault, ...brands.others].flatMap(toLines) };
}

function toLines({ id, name, scheme, palettes }: Brand): string[] {
  const schemes = scheme === "auto" ? (["light", "dark"] as const) : [scheme];
  return schemes.flatMap((one) => [
    `${name} (${id}), ${one}`,
    ...toPairs(palettes[one]).map(({ colour, ground, ratio, needed }) => {
      const said = (Math.floor(ratio * 100) / 100).toFixed(2).padStart(5);
      return `  ${said}:1  of ${needed}:1  ${colour} ${palettes[one][colour]} on ${ground}`;
    }),
  ]);
}
