/** Tells our own pages from every other address, however it is written (threat F7). */

import { getConfig } from "../config";

/** Path and query of an address on this very origin; undefined for everything else, however it is written. */
export function toOwnPath(address: string): string | undefined {
  const { origin } = getConfig().publicUrl;
  if (/[\p{Cc}\\]/u.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.origin !== origin || url.username || url.password) return undefined;
  return url.pathname.startsWith("//") ? undefined : url.pathname + url.search;
}
