/**
 * Cells of files that no spreadsheet takes for a formula (threat C27). Where a country's lists are separated by `;`, a
 * spreadsheet splits there too, and takes the quotes of the second cell on for letters: a cell may begin after any
 * separator and any end of a line, whatever quotes stand around it.
 */

/** What a formula begins with, and what a spreadsheet takes away before it looks. */
const SIGNS: ReadonlySet<string | undefined> = new Set([..."=+-@\t\r＝＋－＠"]);

/** What may stand before such a sign without hiding it. */
const BLANK_OR_QUOTE = /[\s"']/;

const SEPARATORS: ReadonlySet<string | undefined> = new Set([...";\t\r\n"]);

/** The same text with an apostrophe wherever a cell that begins there would be a formula. */
export function toSpreadsheetCell(text: string): string {
  return splitAtFormulas(text).join("'");
}

/** Of an imported cell: what it was before it was exported. */
export function fromSpreadsheetCell(cell: string): string {
  const [first = "", ...others] = splitAtFormulas(cell);
  return first + others.map((part) => part.replace(/^'/, "")).join("");
}

/** One look from the end: what a cell begins with is known once what follows is. */
function splitAtFormulas(text: string): string[] {
  const parts: string[] = [];
  let [isFormula, end] = [false, text.length];
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at] ?? "";
    isFormula = SIGNS.has(character) || (isFormula && BLANK_OR_QUOTE.test(character));
    if (isFormula && (at === 0 || SEPARATORS.has(text[at - 1]))) {
      parts.push(text.slice(at, end));
      end = at;
    }
  }
  return [...parts, text.slice(0, end)].reverse();
}
