// @ts-check
// What a language is held to, rule by rule, with the exceptions that its folder lists and gives reasons for.

import { readLanguage, SOURCE } from "./catalogue.mjs";
import { findMissing, findUnknown, findWrongForms, findWrongPlaces } from "./forms-rule.mjs";
import { findForeignLetters } from "./letters-rule.mjs";
import { findTooLong, findWrongEndings } from "./shape-rule.mjs";
import { toTexts } from "./texts.mjs";
import { findEnglish, findSame, findStale, findUnspoken } from "./words-rule.mjs";

/** @typedef {import("./catalogue.mjs").Language} Language */
/** @typedef {import("./texts.mjs").Texts} Texts */
/** @typedef {{ key: string, message: string }} Finding */
/** @typedef {Finding & { rule: string }} Problem */
/**
 * @typedef {object} Context
 * @property {string} tag
 * @property {Texts} english
 * @property {Texts} texts the language's own
 * @property {import("./catalogue.mjs").Words} sources
 * @property {import("./catalogue.mjs").Exceptions} allowed
 */

/** @type {Record<string, (context: Context) => Finding[]>} */
const RULES = {
  unknown: findUnknown,
  places: findWrongPlaces,
  missing: findMissing,
  forms: findWrongForms,
  letters: findForeignLetters,
  length: findTooLong,
  ending: findWrongEndings,
  english: findEnglish,
  same: findSame,
  spoken: findUnspoken,
  stale: findStale,
};

/** What would be wrong on a page even in a draft, which English completes. */
const HELD_BY_DRAFTS = new Set(["unknown", "places"]);

/** Rules that a text may break where the folder's meta.json says why. */
export const BREAKABLE = ["length", "ending", "english", "same"];

/**
 * Everything that keeps a language from being `checked`, in the order of the rules.
 * @param {Language} language
 * @param {Language} [source]
 * @returns {Problem[]}
 */
export function findProblems(language, source = readLanguage(SOURCE)) {
  const { tag, meta, sources } = language;
  const allowed = meta.allowed ?? {};
  const context = { tag, english: toTexts(source), texts: toTexts(language), sources, allowed };
  const found = Object.entries(RULES).flatMap(([rule, find]) =>
    find(context).map((finding) => ({ rule, ...finding })),
  );
  return [
    ...found.filter(({ rule, key }) => !isAllowed(allowed, rule, key)),
    ...findIdleExceptions(allowed, found),
    ...findGlossaryGaps(language, source),
    ...findMetaProblems(language),
  ];
}

/** The problems that fail the check: of a draft only those that a page would show. @param {Language} language */
export function findFailures(language) {
  const problems = findProblems(language);
  return language.meta.state === "draft" ? problems.filter(({ rule }) => HELD_BY_DRAFTS.has(rule)) : problems;
}

/** @param {import("./catalogue.mjs").Exceptions} allowed @param {string} rule @param {string} key */
function isAllowed(allowed, rule, key) {
  return BREAKABLE.includes(rule) && Boolean(allowed[rule]?.[key]);
}

/** @param {import("./catalogue.mjs").Exceptions} allowed @param {Problem[]} found @returns {Problem[]} */
function findIdleExceptions(allowed, found) {
  return Object.entries(allowed).flatMap(([rule, reasons]) => {
    if (rule === "letters") return [];
    return Object.keys(reasons)
      .filter((key) => !found.some((problem) => problem.rule === rule && problem.key === key))
      .map((key) => ({ rule, key, message: "is listed as an exception and is none" }));
  });
}

/** @param {Language} language @param {Language} source @returns {Problem[]} */
function findGlossaryGaps({ glossary }, source) {
  return Object.keys(source.glossary).flatMap((key) => {
    const { term, source: origin } = glossary[key] ?? {};
    return term && origin ? [] : [{ rule: "glossary", key, message: "has no term, or no source for it" }];
  });
}

/** @param {Language} language @returns {Problem[]} */
function findMetaProblems({ tag, meta }) {
  const problems = [
    ...(meta.name ? [] : ["has no name"]),
    ...(["draft", "checked", "reviewed"].includes(meta.state) ? [] : ["has no state"]),
    ...(meta.state === "reviewed" && !meta.reviewedBy ? ["says not who reviewed it"] : []),
  ];
  return problems.map((message) => ({ rule: "meta", key: tag, message }));
}
