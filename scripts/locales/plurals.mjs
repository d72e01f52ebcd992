// @ts-check
// Which plural forms a language has, and which of them stand for one number alone.

import { CATEGORIES } from "./texts.mjs";

/** Numbers that are tried: forms repeat by the last two digits, some by the last six. */
const TRIED = [...Array.from({ length: 1001 }, (_, number) => number), 10_000, 100_000, 1_000_000, 2_000_000];

/**
 * The CLDR categories of a language, in CLDR's order.
 * @param {string} tag
 */
export function toCategories(tag) {
  const known = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  return CATEGORIES.filter((category) => known.some((name) => name === category));
}

/**
 * Whether a form is said of one number only (English `one`, Arabic `two`): only there may the number be left out. In
 * Russian `one` is 1, 21, 31 …
 * @param {string} tag
 * @param {string} category
 */
export function isOneNumber(tag, category) {
  const rules = new Intl.PluralRules(tag);
  return TRIED.filter((number) => rules.select(number) === category).length === 1;
}
