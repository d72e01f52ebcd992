/** Knows which way a language is written, by its script. */

export type Direction = "ltr" | "rtl";

/** ISO 15924 codes of the scripts that run from right to left. @see https://www.unicode.org/reports/tr9/ */
const RTL_SCRIPTS: ReadonlySet<string> = new Set(
  "Adlm Arab Aran Hebr Mand Mani Mend Nkoo Rohg Samr Sogd Syrc Thaa Yezi".split(" "),
);

/** To ask ICU for a full tag takes longer than to draw a form; there are as many as languages. */
const known = new Map<string, Direction>();
const KNOWN_LIMIT = 256;

/** By the script of the likely full tag: `ks`, `ckb`, `ug` and `pa-Arab` run from right to left, `ks-Deva` does not. */
export function toDirection(locale: string): Direction {
  const found = known.get(locale);
  if (found) return found;
  const direction = RTL_SCRIPTS.has(new Intl.Locale(locale).maximize().script ?? "") ? "rtl" : "ltr";
  if (known.size < KNOWN_LIMIT) known.set(locale, direction);
  return direction;
}
