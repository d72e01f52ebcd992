/** Reads what spreadsheets and other systems write for true and false: `true` that Excel saved is TRUE, WAHR or VRAI. */

/** In Excel's languages that are not English, then of databases and people. */
const TRUE =
  "true wahr vrai verdadero verdadeiro vero waar sant sand sann tosi prawda pravda igaz doğru истина yes y t 1";
const FALSE =
  "false falsch faux falso onwaar falskt falsk usann epätosi fałsz nepravda hamis yanlış yanliş ложь no n f 0";

const MEANINGS: ReadonlyMap<string, boolean> = new Map([
  ...TRUE.split(" ").map((word) => [word, true] as const),
  ...FALSE.split(" ").map((word) => [word, false] as const),
]);

/** @returns undefined for what is neither */
export function readBoolean(cell: string): boolean | undefined {
  return MEANINGS.get(cell.trim().toLowerCase());
}
