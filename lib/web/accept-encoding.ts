/** Which codings a client takes, by its `Accept-Encoding` (RFC 9110 §12.5.3). */

import { trimBlanks } from "./header-text";

/** More codings than this are not looked at. */
const CODINGS_LIMIT = 20;

/** Names by which a client takes gzip: its own, its old one, and any. */
export const GZIP: readonly string[] = ["gzip", "x-gzip", "*"];

/** Taken by its own name alone: not all that take any coding know it. */
export const BROTLI: readonly string[] = ["br"];

/** Whether the first that is named has a weight that is not zero (RFC 9110 §12.5.3). */
export function accepts(header: string | null | undefined, names: readonly string[]): boolean {
  for (const entry of (header ?? "").split(",", CODINGS_LIMIT)) {
    const [name = "", ...parameters] = entry.split(";").map((part) => trimBlanks(part).toLowerCase());
    if (names.includes(name)) return !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  }
  return false;
}
