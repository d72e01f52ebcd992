// @ts-check
// Reads docs/operations-table.md: which operation is done where, and the test that shows it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY } from "./run.mjs";

/** `| listIdentities | `GET /admin/identities` | /console/identities | title (`file`) |` */
const ROW = /^\| (\w+) \| `([A-Z]+ \S+)` \| ([^|]+) \| ([^|]+) \|$/gm;
const SHOWN_BY = /^(.+) \(`([^`]+)`\)$/;
const COUNT = /^(\d+) of (\d+) have their place\.$/m;

/**
 * @typedef {object} OperationRow
 * @property {string} operation the SDK's name
 * @property {string} request method and path
 * @property {string} where routes, or words
 * @property {{ title: string, file: string } | undefined} test absent where it has no place yet
 */

/** @returns {Promise<{ rows: OperationRow[], said: { done: number, all: number } }>} */
export async function readOperationsTable(root = REPOSITORY) {
  const text = await readFile(join(root, "docs", "operations-table.md"), "utf8");
  const [, done, all] = text.match(COUNT) ?? [];
  return { rows: toRows(text), said: { done: Number(done), all: Number(all) } };
}

/** @param {string} text @returns {OperationRow[]} */
export function toRows(text) {
  return [...text.matchAll(ROW)].map(([, operation = "", request = "", where = "", shownBy = ""]) => {
    const [, title, file] = shownBy.trim().match(SHOWN_BY) ?? [];
    return { operation, request, where: where.trim(), test: title && file ? { title, file } : undefined };
  });
}
