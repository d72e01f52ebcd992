/** One-time codes as people write them: in groups, as messages and authenticator apps show them, in any script's digits. */

import { toAsciiDigits } from "./digits";

/** "123 456" or "123-456", as codes stand in messages, or "١٢٣٤٥٦" to "123456". */
export function cleanCode(text: string): string {
  return toAsciiDigits(text.replaceAll(/[\s\p{Pd}\u200b\u2212]/gu, ""));
}
