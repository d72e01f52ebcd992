/** Compresses whole answers by gzip where that is worth it and the client takes it. */

import { gzipSync } from "node:zlib";
import type { HeaderValues } from "./answer-headers";

/** Shorter answers gain nothing, in bytes. */
const COMPRESS_FROM_BYTES = 1024;
const COMPRESSIBLE = /^(text\/|application\/(json|javascript|openmetrics-text)|image\/svg\+xml)/;

/** More codings than this are not looked at. */
const CODINGS_LIMIT = 20;

/** The body to send; says in `headers` what was done with it. */
export function compress(
  body: Buffer,
  headers: HeaderValues,
  acceptEncoding: string | null | undefined,
): Buffer {
  const isWorthIt =
    body.length >= COMPRESS_FROM_BYTES &&
    headers["content-encoding"] === undefined &&
    COMPRESSIBLE.test(String(headers["content-type"] ?? ""));
  if (!isWorthIt) return body;
  headers.vary = headers.vary ? `${headers.vary}, Accept-Encoding` : "Accept-Encoding";
  if (!accepts(acceptEncoding, GZIP)) return body;
  headers["content-encoding"] = "gzip";
  return gzipSync(body);
}

/** Names by which a client takes gzip: its own, its old one, and any. */
export const GZIP: readonly string[] = ["gzip", "x-gzip", "*"];

/** Taken by its own name alone: not all that take any coding know it. */
export const BROTLI: readonly string[] = ["br"];

/** Whether the first that is named has a weight that is not zero (RFC 9110 §12.5.3). */
export function accepts(header: string | null | undefined, names: readonly string[]): boolean {
  for (const entry of (header ?? "").split(",", CODINGS_LIMIT)) {
    const [name = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    if (names.includes(name)) return !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  }
  return false;
}
