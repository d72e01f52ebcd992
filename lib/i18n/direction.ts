/** Knows which way a language is written, by its script. */

export type Direction = "ltr" | "rtl";

/** ISO 15924 codes of the scripts that run from right to left. @see https://www.unicode.org/reports/tr9/ */
const RTL_SCRIPTS: ReadonlySet<string> = new Set(
  "Adlm Arab Aran Hebr Mand Mani Mend Nkoo Rohg Samr Sogd Syrc Thaa Yezi".split(" "),
);

/** By the script of the likely full tag: `ks`, `ckb`, `ug` and `pa-Arab` run from right to left, `ks-Deva` does not. */
export function toDirection(locale: string): Direction {
  return RTL_SCRIPTS.has(new Intl.Locale(locale).maximize().script ?? "") ? "rtl" : "ltr";
}
