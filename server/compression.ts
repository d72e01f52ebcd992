/** Compresses whole answers by gzip where that is worth it and the client takes it. */

import { constants, gzipSync } from "node:zlib";
import { accepts, GZIP } from "@/lib/web/accept-encoding";
import type { HeaderValues } from "@/lib/web/answer-headers";

/** Shorter answers gain nothing, in bytes. */
const COMPRESS_FROM_BYTES = 1024;
const COMPRESSIBLE = /^(text\/|application\/(json|javascript|openmetrics-text)|image\/svg\+xml)/;

/** How far back gzip looks for what came before. A window that holds the whole document finds the same, and is made sooner. */
const { Z_MAX_WINDOWBITS: MAX_WINDOW_BITS } = constants;
const SMALL_WINDOW_BITS = MAX_WINDOW_BITS - 1;
/** A window's last 262 bytes are what zlib reads ahead. */
const SMALL_BYTES = 2 ** SMALL_WINDOW_BITS - 262;

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
  headers.vary = withVary(headers.vary);
  if (!accepts(acceptEncoding, GZIP)) return body;
  headers["content-encoding"] = "gzip";
  return gzipSync(body, { windowBits: body.length <= SMALL_BYTES ? SMALL_WINDOW_BITS : MAX_WINDOW_BITS });
}

/** What was compressed by somebody before, for those who take that, says so already. */
function withVary(vary: HeaderValues[string] | undefined): string {
  const said = vary ? String(vary) : "";
  if (/\baccept-encoding\b/i.test(said)) return said;
  return said ? `${said}, Accept-Encoding` : "Accept-Encoding";
}
