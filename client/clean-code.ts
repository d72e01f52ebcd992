import { toAsciiDigits } from "../lib/i18n/digits";

/** "123 456" or "123-456", as codes stand in messages, or "١٢٣٤٥٦" to "123456". */
export function cleanCode(text: string): string {
  return toAsciiDigits(text.replaceAll(/[\s\p{Pd}\u200b\u2212]/gu, ""));
}
