// @ts-check
// Nothing is left in English, no two sentences became one, and each is one that was written from today's English.

import { toPairs } from "./forms-rule.mjs";
import { toDigest, toMain, withoutPlaces } from "./texts.mjs";

/** @typedef {import("./rules.mjs").Context} Context */
/** @typedef {import("./rules.mjs").Finding} Finding */

/** Not prose: a file's name. */
const NOT_PROSE = new Set(["codes.fileName"]);

/** Words that English sentences of these pages hold, and that mean nothing in the other languages. */
const TELLTALES = /(?<!\p{L})(the|your|you|with|this|that|please|again|cannot|which|when)(?!\p{L})/iu;

/** @param {Context} context @returns {Finding[]} */
export function findEnglish({ english, texts }) {
  return toPairs({ english, texts }).flatMap(({ key, source, target }) => {
    if (NOT_PROSE.has(key)) return [];
    return Object.values(target).flatMap((text) => {
      const bare = withoutPlaces(text);
      const isSame = Object.values(source).includes(text) && /\p{L}{3}/u.test(bare);
      const word = TELLTALES.exec(bare)?.[0];
      if (!isSame && !word) return [];
      return [{ key, message: isSame ? "is the English text" : `holds the English word "${word}"` }];
    });
  });
}

/** @param {Context} context @returns {Finding[]} */
export function findSame({ english, texts }) {
  /** @type {Map<string, { key: string, words: string }[]>} by the translation, one entry an English sentence */
  const groups = new Map();
  for (const { key, source, target } of toPairs({ english, texts })) {
    const text = toComparable(toMain(target));
    const words = toComparable(toMain(source));
    if (!/\p{L}/u.test(withoutPlaces(text))) continue;
    const group = groups.get(text) ?? [];
    if (!group.some((other) => other.words === words)) groups.set(text, [...group, { key, words }]);
  }
  return [...groups].flatMap(([text, [first, ...others]]) =>
    others.map(({ key }) => ({
      key: `${first?.key} = ${key}`,
      message: `two English texts are both "${text}"`,
    })),
  );
}

/** Ends the key of what a control is called, beside the key of what it shows. */
const NAMED = /What$/;

/**
 * Controls whose name lacks the words that they show: who speaks those to the device reaches nothing (WCAG 2.2, 2.5.3).
 * @param {Context} context
 * @returns {Finding[]}
 */
export function findUnspoken({ texts }) {
  return [...texts].flatMap(([key, name]) => {
    const shown = NAMED.test(key) && texts.get(key.replace(NAMED, ""));
    if (!shown || toComparable(toMain(name)).includes(toComparable(toMain(shown)))) return [];
    return [{ key, message: `lacks "${toMain(shown)}", which its control shows` }];
  });
}

/** What a reader hears as the same: case and final marks do not count. @param {string} text */
function toComparable(text) {
  return text
    .toLowerCase()
    .replaceAll(/[.?!…。！？؟۔।]+$/gu, "")
    .trim();
}

/** @param {Context} context @returns {Finding[]} */
export function findStale({ english, texts, sources }) {
  return toPairs({ english, texts }).flatMap(({ key, source }) => {
    const digest = sources[key];
    if (digest === toDigest(source)) return [];
    return [{ key, message: digest ? "the English has changed since" : "is not accepted yet" }];
  });
}
