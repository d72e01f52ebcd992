/** Dates and lists in the page's language, by formatters that are each made once: making one costs more than a page. */

import { getProcessState } from "@/lib/process/state";
import { DEFAULT_LOCALE } from "./english";
import { isLanguage } from "./languages";

const getMoment = once(
  "moment",
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }),
);
const getNumber = once("number", (locale) => new Intl.NumberFormat(locale));
const getAnd = once("and", (locale) => new Intl.ListFormat(locale, { type: "conjunction" }));
const getOr = once("or", (locale) => new Intl.ListFormat(locale, { type: "disjunction" }));

/** "3 May 2026, 14:05", in UTC. @param at ISO 8601 */
export function toMomentText(at: string, locale?: string): string {
  return getMoment(locale).format(new Date(at));
}

/** "10,000". */
export function toNumberText(value: number, locale?: string): string {
  return getNumber(locale).format(value);
}

/** "a, b and c". */
export function toAndText(items: Iterable<string>, locale?: string): string {
  return getAnd(locale).format(items);
}

/** The same in parts, for items that are drawn each by itself. */
export function toAndParts(items: Iterable<string>, locale?: string): { isItem: boolean; text: string }[] {
  return getAnd(locale)
    .formatToParts(items)
    .map(({ type, value }) => ({ isItem: type === "element", text: value }));
}

/** "a, b or c". */
export function toOrText(items: Iterable<string>, locale?: string): string {
  return getOr(locale).format(items);
}

/** Makes one a language for the whole process; a locale that nobody ships is English and makes none. */
function once<Format>(kind: string, make: (locale: string) => Format): (locale?: string) => Format {
  return (locale = DEFAULT_LOCALE) => {
    const known = isLanguage(locale) ? locale : DEFAULT_LOCALE;
    const made = getProcessState(`formats.${kind}`, () => new Map<string, Format>());
    const format = made.get(known) ?? make(known);
    made.set(known, format);
    return format;
  };
}
