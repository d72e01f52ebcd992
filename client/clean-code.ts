/** "123 456" or "123-456", as codes stand in messages, to "123456". */
export function cleanCode(text: string): string {
  return text.replaceAll(/[\s\p{Pd}\u200b\u2212]/gu, "");
}
