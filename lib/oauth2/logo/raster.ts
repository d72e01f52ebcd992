/** Tells pictures by their first bytes: what runs nothing wherever it is opened, which an SVG would, and can be drawn anywhere. */

import { readPictureSize } from "./picture-size";

/** What a file of each kind begins with, `?` for a byte of any value. */
const SIGNATURES: readonly (readonly [type: string, begins: string])[] = [
  ["image/png", "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", "\xff\xd8\xff"],
  ["image/gif", "GIF87a"],
  ["image/gif", "GIF89a"],
  ["image/webp", "RIFF????WEBP"],
];

/** Most pixels of a logo: a browser has four bytes for each, sixteen megabytes of a telephone's memory. */
const PIXEL_LIMIT = 4_000_000;

/** What a browser is told that the bytes are, whatever their server says of them; undefined for what is no such picture, or too large. */
export function toRasterType(bytes: Uint8Array): string | undefined {
  const type = findType(bytes);
  const size = type && readPictureSize(type, bytes);
  return size && size.width * size.height <= PIXEL_LIMIT ? type : undefined;
}

function findType(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find(([, begins]) =>
    [...begins].every((sign, index) => sign === "?" || bytes[index] === sign.charCodeAt(0)),
  )?.[0];
}
