/** Reads the text of headers as RFC 9110 writes it: what may stand around a value is a space or a tab, and nothing else. */

/** Optional white space (RFC 9110 §5.6.3) alone: `trim` would take away a no-break space, which is part of the value. */
export function trimBlanks(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isBlank(text[from])) from += 1;
  while (to > from && isBlank(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

/** The type of a form that a page posts. */
export const FORM_TYPE = "application/x-www-form-urlencoded";

/** A Content-Type without its parameters, in lower case (RFC 9110 §8.3.1); empty without one. */
export function toMediaType(header: string | null): string {
  return trimBlanks(header?.split(";", 1)[0] ?? "").toLowerCase();
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}
