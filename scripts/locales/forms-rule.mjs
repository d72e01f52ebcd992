// @ts-check
// Every text is there, in exactly the plural forms of its language, with the places of its English.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LOCALES } from "./catalogue.mjs";
import { isOneNumber, toCategories } from "./plurals.mjs";
import { toMain, toPlaces, withoutPlaces } from "./texts.mjs";

/** @typedef {import("./rules.mjs").Context} Context */
/** @typedef {import("./rules.mjs").Finding} Finding */

/** Which value of a Kratos message is counted, by its id: such a message may have plural forms. */
const COUNTS = JSON.parse(readFileSync(join(LOCALES, "counts.json"), "utf8"));

/** @param {Context} context @returns {Finding[]} */
export function findMissing({ english, texts }) {
  return [...english.keys()].flatMap((key) => (texts.has(key) ? [] : [{ key, message: "is not written" }]));
}

/** @param {Context} context @returns {Finding[]} */
export function findUnknown({ english, texts }) {
  return [...texts.keys()].flatMap((key) =>
    english.has(key) ? [] : [{ key, message: "English has no such text" }],
  );
}

/** @param {Context} context @returns {Finding[]} */
export function findWrongForms({ tag, english, texts }) {
  const wanted = toCategories(tag).join(" ");
  return toPairs({ english, texts }).flatMap(({ key, source, target }) => {
    const found = Object.keys(target).sort(byCategory).join(" ");
    const isCounted = "other" in source || key.replace("kratos.", "") in COUNTS;
    // A sentence of Kratos' may be put so that its number changes nothing: "Minimum length: 8".
    if (isCounted ? found === wanted || ("" in source && found === "") : found === "") return [];
    const expected = isCounted ? wanted : "one form";
    return [{ key, message: `has the plural forms "${found}"; the language has "${expected}"` }];
  });
}

/** @param {Context} context @returns {Finding[]} */
export function findWrongPlaces({ tag, english, texts }) {
  return toPairs({ english, texts }).flatMap(({ key, source, target }) =>
    Object.entries(target).flatMap(([form, text]) => {
      const wanted = toPlaces(toMain(source));
      const found = toPlaces(text);
      const value = COUNTS[key.replace("kratos.", "")] ?? "count";
      const counted = value.replace("_rounded", "");
      const isSaid = form !== "" && isOneNumber(tag, form) && !found.has(counted);
      if (isSaid) wanted.delete(counted);
      const missing = [...wanted].filter((name) => !found.has(name)).map((name) => `{${name}} is missing`);
      const extra = [...found]
        .filter((name) => !wanted.has(name))
        .map((name) => `{${name}} is not in English`);
      const tags = toTags(text) === toTags(toMain(source)) ? [] : ["its tags are not those of English"];
      const isFraction = value !== counted && text.includes(`{${counted}}`);
      const fraction = isFraction ? [`{${counted}} is a fraction: {${value}} is the whole number`] : [];
      return [...missing, ...extra, ...tags, ...fraction].map((problem) => ({
        key,
        message: toMessage(form, problem),
      }));
    }),
  );
}

/** @param {string} form @param {string} problem */
function toMessage(form, problem) {
  return form ? `${form}: ${problem}` : problem;
}

/** @param {string} text */
function toTags(text) {
  return (withoutPlaces(text).match(/<[^>]*>/g) ?? []).sort().join("");
}

/** @param {Pick<Context, "english" | "texts">} context */
export function toPairs({ english, texts }) {
  return [...texts].flatMap(([key, target]) => {
    const source = english.get(key);
    return source ? [{ key, source, target }] : [];
  });
}

const ORDER = ["", "zero", "one", "two", "few", "many", "other"];

/** @param {string} left @param {string} right */
function byCategory(left, right) {
  return ORDER.indexOf(left) - ORDER.indexOf(right);
}
