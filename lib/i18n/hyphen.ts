/** Keeps a word of one letter and another, "E-Mail", in one line: lines may end after a hyphen otherwise. */

/** Has no width, is read by nobody, and no line ends beside it (Unicode Standard Annex 14, WJ). */
const WORD_JOINER = "\u2060";

const LETTER_AND_HYPHEN = /(?<![\p{L}\p{M}\p{N}-])\p{L}-(?=\p{L})/gu;

/** @param text a catalogue's: what people and servers say stays letter for letter what it was */
export function toUnbroken(text: string): string {
  return text.includes("-") ? text.replaceAll(LETTER_AND_HYPHEN, `$&${WORD_JOINER}`) : text;
}
