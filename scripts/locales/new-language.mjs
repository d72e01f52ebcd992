// @ts-check
// What a language's folder starts as: every key of English, in the plural forms of the language, without words.

import { toCategories } from "./plurals.mjs";
import { toTexts, withoutPlaces } from "./texts.mjs";

/** @typedef {import("./catalogue.mjs").Language} Language */

/**
 * @param {string} tag
 * @param {Language} source
 */
export function toNewLanguage(tag, source) {
  /** @type {{ ui: Record<string, string>, kratos: Record<string, string> }} */
  const words = { ui: {}, kratos: {} };
  for (const [key, forms] of toTexts(source)) {
    const isKratos = key.startsWith("kratos.");
    const name = key.replace("kratos.", "");
    const names = "other" in forms ? toCategories(tag).map((category) => `${name}_${category}`) : [name];
    // Nothing to say: what Kratos sends is the whole text.
    const text = isKratos && !/\p{L}/u.test(withoutPlaces(forms[""] ?? "x")) ? (forms[""] ?? "") : "";
    for (const one of names) words[isKratos ? "kratos" : "ui"][one] = text;
  }
  const glossary = Object.keys(source.glossary).map((term) => [term, { term: "", source: "" }]);
  return {
    ...words,
    glossary: Object.fromEntries(glossary),
    meta: { name: toOwnName(tag), state: "draft" },
    sources: {},
  };
}

/** "Deutsch", as the language writes itself in a list. @param {string} tag */
function toOwnName(tag) {
  const name = new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag;
  const [first = "", ...rest] = name;
  return first.toLocaleUpperCase(tag) + rest.join("");
}
