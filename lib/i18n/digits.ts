/** Reads the digits of every script: what a keyboard in Arabic, Persian or Hindi types is a code like any other. */

const DIGIT = /(?![0-9])\p{Nd}/gu;
const IS_DIGIT = /^\p{Nd}$/u;

/** "١٢٣" and "１２３" as "123", all else as it is. */
export function toAsciiDigits(text: string): string {
  return text.replaceAll(DIGIT, (digit) => String(toValue(digit.codePointAt(0) ?? 0)));
}

/** Unicode's decimal digits stand in rows of ten, from zero on. */
function toValue(codePoint: number): number {
  let zero = codePoint;
  while (IS_DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (codePoint - zero) % 10;
}
