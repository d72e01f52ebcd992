/** A logo that a client holds itself, as a `data:` address: shown without asking anybody for it. */

import { toRasterType } from "./raster";

/** Longest address, in characters: it stands in the page. */
export const DATA_LOGO_LIMIT = 12_000;

const DATA = /^data:image\/[a-z]+;base64,([A-Za-z0-9+/]+=*)$/;

/** The same address where it holds a picture that runs nothing, its type as its bytes are. */
export function toDataLogo(uri: string): string | undefined {
  const base64 = uri.length <= DATA_LOGO_LIMIT ? DATA.exec(uri)?.[1] : undefined;
  if (base64 === undefined) return undefined;
  const type = toRasterType(Buffer.from(base64, "base64"));
  return type && `data:${type};base64,${base64}`;
}
