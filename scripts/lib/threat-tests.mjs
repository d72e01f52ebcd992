// @ts-check
// Reads which tests name which threat ids, and what docs/security.md promises.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY } from "./run.mjs";

const FOLDERS = ["app", "client", "components", "lib", "scripts", "server", "stack", "tests"];
const TEST_FILE = /\.(test|spec)\.(ts|tsx|mjs)$/;
/** `test("…")`, `test.describe('…')`, `it.each([…])(`…`)`. */
const TITLE =
  /\b(?:test|it|describe)(?:\.(?!each)\w+)*(?:\.each\([\s\S]{0,3000}?\)(?=\(\s*["'`]))?\(\s*(["'`])((?:(?!\1)[^\\]|\\.)*)\1/g;
const ID = /\b([PFOAHVLSCD])(\d{1,2})\b/g;

/** A row of the table of promises. */
const PROMISE = /^\| ([A-Z]\d{1,2}) \| ([^|]+) \| ?([^|]*?) ?\|$/gm;

/** Every threat, by the letter of its group. */
export const THREATS = Object.entries({
  P: 22,
  F: 18,
  O: 25,
  A: 5,
  C: 32,
  H: 5,
  V: 5,
  D: 7,
  L: 4,
  S: 8,
}).flatMap(([letter, count]) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`));

/** @typedef {{ title: string, file: string }} NamedTest */

/** @returns {Promise<Map<string, NamedTest[]>>} tests by the ids in their titles, in the order of their files */
export async function readThreatTests(root = REPOSITORY) {
  /** @type {Map<string, NamedTest[]>} */
  const tests = new Map();
  for (const folder of FOLDERS) {
    const files = await readdir(join(root, folder), { recursive: true });
    for (const name of files.filter((file) => TEST_FILE.test(file)).toSorted()) {
      const file = `${folder}/${name}`;
      for (const title of toTitles(await readFile(join(root, file), "utf8"))) {
        for (const id of toIds(title)) tests.set(id, [...(tests.get(id) ?? []), { title, file }]);
      }
    }
  }
  return tests;
}

/** @param {string} source */
export function toTitles(source) {
  return [...source.matchAll(TITLE)].map(([, , title = ""]) => title.replaceAll(/\\(.)/g, "$1"));
}

/** @param {string} text */
export function toIds(text) {
  return [...new Set([...text.matchAll(ID)].map(([id]) => id))];
}

/**
 * Rows of the table of promises: `| O1 | what must hold | test (file) |`.
 * @returns {Promise<{ id: string, promise: string, shownBy: string }[]>}
 */
export async function readPromises(root = REPOSITORY) {
  const text = await readFile(join(root, "docs", "security.md"), "utf8");
  return [...text.matchAll(PROMISE)].map(([, id = "", promise = "", shownBy = ""]) => ({
    id,
    promise,
    shownBy,
  }));
}

/** Ids that a decision explains away. @returns {Promise<Set<string>>} */
export async function readDecidedThreats(root = REPOSITORY) {
  const folder = join(root, "docs", "decisions");
  const texts = await Promise.all(
    (await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")),
  );
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/^\*\*([A-Z]\d{1,2})\*\*/gm)].map(([, id = ""]) => id)),
  );
}
