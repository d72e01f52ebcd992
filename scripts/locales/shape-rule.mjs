// @ts-check
// A text fits where its English fits, and ends as its script ends a sentence.

import { toPairs } from "./forms-rule.mjs";
import { toMain, withoutPlaces } from "./texts.mjs";

/** @typedef {import("./rules.mjs").Context} Context */
/** @typedef {import("./rules.mjs").Finding} Finding */

/** Times the English, and so many characters more: short words grow most. */
const TEXT_GROWTH = 2.5;
const LABEL_GROWTH = 1.6;
const SLACK = 8;
/** A longer text is a sentence, whatever its key. */
const LABEL_LENGTH = 40;

/** Keys that end so are on buttons and links, where there is little room. */
const LABELS = new Set(
  (
    "action allow back cancel change confirm continue continueTo copied copy deny download end endConfirm endOthers " +
    "endOthersConfirm everywhere everywhereConfirm here hidePassword home later next notCopied notYou other " +
    "otherAddress pending print retry revoke revokeAll revokeAllConfirm revokeConfirm setUp settings showPassword " +
    "signOut startAgain stay switch toAccount toLogin toLogout toRecovery toRegistration"
  ).split(" "),
);
const PLACES = /^account\.place\./;
/** Kratos' labels and buttons, by the family of their ids; errors and notes end in a full stop. */
const KRATOS_LABELS = /^kratos\.1(01|04|05|07)\d{4}$/;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** @param {Context} context @returns {Finding[]} */
export function findTooLong({ english, texts }) {
  return toPairs({ english, texts }).flatMap(({ key, source, target }) => {
    const length = Math.max(...Object.values(source).map(toLength));
    const growth = isLabel(key, toMain(source)) ? LABEL_GROWTH : TEXT_GROWTH;
    const limit = Math.floor(length * growth) + SLACK;
    const longest = Math.max(...Object.values(target).map(toLength));
    return longest <= limit ? [] : [{ key, message: `has ${longest} characters; ${limit} fit` }];
  });
}

/** Characters as people count them, without the places, which are filled alike. @param {string} text */
function toLength(text) {
  return [...graphemes.segment(withoutPlaces(text))].length;
}

/** @param {string} key @param {string} source */
function isLabel(key, source) {
  const isNamedSo = LABELS.has(key.split(".").at(-1) ?? "") || PLACES.test(key) || KRATOS_LABELS.test(key);
  return isNamedSo && toLength(source) <= LABEL_LENGTH && !source.endsWith(".");
}

/** @typedef {"stop" | "question" | "exclamation" | "colon" | "ellipsis" | "none"} Ending */

/** What ends a text, by what ends its English. @type {Record<Ending, RegExp>} */
const LATIN_ENDINGS = {
  stop: /\.$/,
  question: /\?$/,
  exclamation: /[!.]$/,
  colon: /:$/,
  ellipsis: /…$/,
  none: /[^.?!:…]$/u,
};
const WIDE_ENDINGS = {
  stop: /。$/,
  question: /[？。]$/,
  exclamation: /[！。]$/,
  colon: /：$/,
  ellipsis: /…$/,
  none: /[^。？！：….?!:]$/u,
};
/** @param {string} stop @returns {Record<Ending, RegExp>} */
const toIndicEndings = (stop) => ({
  ...LATIN_ENDINGS,
  stop: new RegExp(`${stop}$`),
  exclamation: new RegExp(`[!${stop}]$`),
  none: new RegExp(`[^${stop}.?!:…]$`, "u"),
});
const ARABIC_ENDINGS = { ...LATIN_ENDINGS, question: /؟$/, none: /[^.؟?!:…]$/u };

/** Where they are not those of the Latin script. @type {Record<string, Record<Ending, RegExp>>} */
const ENDINGS = {
  ja: WIDE_ENDINGS,
  "zh-Hans": WIDE_ENDINGS,
  "zh-Hant": WIDE_ENDINGS,
  hi: toIndicEndings("।"),
  bn: toIndicEndings("।"),
  ar: ARABIC_ENDINGS,
  fa: ARABIC_ENDINGS,
  ur: { ...ARABIC_ENDINGS, stop: /۔$/, exclamation: /[!۔]$/, none: /[^۔.؟?!:…]$/u },
  el: { ...LATIN_ENDINGS, question: /[;\u037e]$/, none: /[^.;\u037e?!:…]$/u },
  // Thai writes no full stop, and a question by its words.
  th: { ...LATIN_ENDINGS, stop: /[^.?!]$/u, question: /[^.!]$/u, exclamation: /[^.?]$/u },
};

/** Opening marks that belong to a closing one. @type {Record<string, [string, string][]>} */
const OPENING = {
  es: [
    ["?", "¿"],
    ["!", "¡"],
  ],
};

/** @param {Context} context @returns {Finding[]} */
export function findWrongEndings({ tag, english, texts }) {
  const endings = ENDINGS[tag] ?? LATIN_ENDINGS;
  return toPairs({ english, texts }).flatMap(({ key, source, target }) => {
    const ending = toEnding(toMain(source));
    // What validators say is no sentence; a language may make one of it.
    if (ending === "none" && /^kratos\.[45]/.test(key)) return [];
    return Object.values(target).flatMap((text) => {
      const bare = toBare(text);
      const opened = (OPENING[tag] ?? []).filter(
        ([close, open]) => text.includes(close) && !text.includes(open),
      );
      const wrong = opened.map(([close, open]) => ({ key, message: `has "${close}" without "${open}"` }));
      if (endings[ending].test(bare)) return wrong;
      return [
        ...wrong,
        { key, message: `ends with "${bare.at(-1) ?? ""}"; English ends with ${toName(ending)}` },
      ];
    });
  });
}

/** Without quotation marks and brackets that close after the end. @param {string} text */
function toBare(text) {
  return text.trim().replace(/["'”’»«“›」』)）\]]+$/u, "");
}

/** @param {string} source @returns {Ending} */
function toEnding(source) {
  const last = toBare(source).at(-1) ?? "";
  /** @type {Record<string, Ending>} */
  const known = { ".": "stop", "?": "question", "!": "exclamation", ":": "colon", "…": "ellipsis" };
  return known[last] ?? "none";
}

/** @param {Ending} ending */
function toName(ending) {
  return {
    stop: "a full stop",
    none: "no mark",
    question: "a question mark",
    exclamation: "an exclamation mark",
    colon: "a colon",
    ellipsis: "an ellipsis",
  }[ending];
}
