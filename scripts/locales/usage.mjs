// @ts-check
// Finds English texts that no page says any more.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../lib/run.mjs";

/** Where pages get their words. */
const FOLDERS = ["app", "components", "lib"];
const SOURCE_FILE = /\.tsx?$/;
const TEST_FILE = /\.test\.tsx?$/;

const STRING = /"([^"\n\\]*)"/g;
const TEMPLATE = /`([^`\n]*\$\{[^`\n]*)`/g;

/** A template that has a segment of its own; `${a}.${b}` could be any key. */
const NAMED = /(^|\.)[a-zA-Z][\w-]*(\.|$)|^\w+\.|\.[\w-]+-\$/;
/** What a template that starts with a place ends with: `.title`. */
const ENDING = /^\$\{[^}]*\}([\w.-]+)$/;

/**
 * @param {Iterable<string>} keys
 * @returns {string[]} those that stand in no source, neither whole nor as what a template makes
 */
export function findUnused(keys) {
  const sources = FOLDERS.flatMap(listSources).map((file) => toNames(readFileSync(file, "utf8")));
  return [...keys].filter((key) => !sources.some((names) => isNamed(key, names)));
}

/** @typedef {{ strings: Set<string>, templates: RegExp[], endings: string[] }} Names */

/** @param {string} source @returns {Names} */
function toNames(source) {
  const templates = [...source.matchAll(TEMPLATE)].map(([, template = ""]) => template);
  return {
    strings: new Set([...source.matchAll(STRING)].map(([, string = ""]) => string)),
    templates: templates.filter((template) => NAMED.test(template)).map(toPattern),
    endings: templates.flatMap((template) => ENDING.exec(template)?.[1] ?? []),
  };
}

/** Whole, or as a name in the same source with an ending. @param {string} key @param {Names} names */
function isNamed(key, { strings, templates, endings }) {
  const isWhole = (/** @type {string} */ name) =>
    strings.has(name) || templates.some((template) => template.test(name));
  return isWhole(key) || endings.some((end) => key.endsWith(end) && isWhole(key.slice(0, -end.length)));
}

/** A place in a template stands for one segment of a key. @param {string} template */
function toPattern(template) {
  const parts = template.split(/\$\{[^}]*\}/);
  return new RegExp(
    `^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\w-]+")}$`,
  );
}

/** @param {string} folder @returns {string[]} */
function listSources(folder) {
  return readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => SOURCE_FILE.test(file) && !TEST_FILE.test(file))
    .map((file) => join(REPOSITORY, folder, file));
}
