/** Makes a name that a stranger chose safe to stand in a sentence (threat O11). */

const MAXIMUM_CHARACTERS = 80;

/**
 * Bidirectional controls, zero-width and other characters that draw nothing, blank braille, private use, lone
 * surrogates; not the joiners and emoji variation selectors, which have their place.
 */
const INVISIBLE =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Default_Ignorable_Code_Point}\p{Cs}\p{Co}\ufff9-\ufffc\u2800]/gu;
/** Joiners belong between letters of scripts that need them, nowhere else. */
const JOINERS = /[\u200c\u200d]+/g;
const LAST_ASCII = 0x7f;
/**
 * Words of Hindi, and of Hebrew and Arabic with their vowels, have three marks on one letter; more climb over the lines
 * around it. A joiner between two marks keeps them on their letter.
 */
const STACKED_MARKS = /([\p{Mn}\p{Me}\u200c\u200d]{3})[\p{Mn}\p{Me}\u200c\u200d]+/gu;

/**
 * One line of visible characters in NFC, at most `maximum` of them, cut with an ellipsis; `""` when nothing is left.
 */
export function toSafeText(value: unknown, maximum = MAXIMUM_CHARACTERS): string {
  if (typeof value !== "string") return "";
  // Bounded before the regular expressions run; NFC at most triples a length.
  const text = value
    .slice(0, maximum * 20)
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .replace(INVISIBLE, "")
    .replace(JOINERS, keepBetweenLetters)
    .replace(STACKED_MARKS, "$1")
    .replace(/ +/g, " ")
    .trim();
  const characters = [...text];
  return characters.length <= maximum
    ? text
    : `${characters
        .slice(0, maximum - 1)
        .join("")
        .trimEnd()}…`;
}

/** By code units: a half of a pair is no ASCII either. */
function keepBetweenLetters(joiners: string, offset: number, text: string): string {
  const [before, after] = [text.charCodeAt(offset - 1), text.charCodeAt(offset + joiners.length)];
  return before > LAST_ASCII && after > LAST_ASCII ? joiners : "";
}
