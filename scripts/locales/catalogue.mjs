// @ts-check
// Reads and writes the folders below locales/: one a language, English among them as the source of all others.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../lib/run.mjs";

/** @typedef {Record<string, string>} Words */
/** @typedef {Record<string, Words>} Exceptions by rule, then by key: why it does not hold there */
/**
 * @typedef {object} Meta
 * @property {string} name the language's own name for itself
 * @property {"draft" | "checked" | "reviewed"} state
 * @property {string} [reviewedBy] who speaks it and read it, and when
 * @property {Exceptions} [allowed]
 */
/**
 * @typedef {object} Language
 * @property {string} tag BCP 47
 * @property {Words} ui
 * @property {Words} kratos
 * @property {Record<string, { term?: string, source?: string, note?: string, meaning?: string }>} glossary
 * @property {Meta} meta
 * @property {Words} sources by key: the digest of the English that the text was written from
 */

export const LOCALES = join(REPOSITORY, "locales");
export const SOURCE = "en";

/** @typedef {"ui" | "kratos" | "glossary" | "meta" | "sources"} File */

/** Tags of all folders, English first. */
export function getTags() {
  const tags = readdirSync(LOCALES, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  return [SOURCE, ...tags.filter((tag) => tag !== SOURCE).sort()];
}

/**
 * @param {string} tag
 * @returns {Language}
 */
export function readLanguage(tag) {
  const read = (/** @type {File} */ file) => {
    const path = join(LOCALES, tag, `${file}.json`);
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  };
  return {
    tag,
    ui: read("ui"),
    kratos: read("kratos"),
    glossary: read("glossary"),
    meta: read("meta"),
    sources: read("sources"),
  };
}

/**
 * Writes the files that are given, keys in order.
 * @param {string} tag
 * @param {Partial<Record<File, object>>} files
 */
export function writeLanguage(tag, files) {
  mkdirSync(join(LOCALES, tag), { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    const ordered = file === "meta" ? content : toOrdered(content);
    writeFileSync(join(LOCALES, tag, `${file}.json`), `${JSON.stringify(ordered, null, 2)}\n`);
  }
}

/** @param {object} content */
function toOrdered(content) {
  return Object.fromEntries(Object.entries(content).sort(([left], [right]) => (left < right ? -1 : 1)));
}
