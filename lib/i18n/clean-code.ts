/** One-time codes as people write them: in groups, as messages and authenticator apps show them, in any script's digits. */

import { toAsciiDigits } from "./digits";

/** How many digits Kratos' codes and those of authenticator apps have. */
const CODE_LENGTH = 6;

/** "123 456" or "123-456", as codes stand in messages, or "١٢٣٤٥٦" to "123456"; marks that nobody sees are copied along. */
export function cleanCode(text: string): string {
  return toAsciiDigits(text.replaceAll(/[\s\p{Pd}\p{Cf}\u2212]/gu, ""));
}

/** The code in a whole message, as phones copy it; where no one number in it is as long as a code, all that was pasted. */
export function toPastedCode(text: string): string {
  const all = cleanCode(text);
  const numbers = `${toAsciiDigits(text)} ${all}`.split(/\D+/);
  const [code = all, other] = new Set(numbers.filter(({ length }) => length === CODE_LENGTH));
  return other ? all : code;
}
