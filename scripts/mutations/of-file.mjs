// @ts-check

/** @typedef {[threat: string, what: string, from: string, to: string]} Change */

/**
 * Several defences of one file that one test file shows.
 * @param {string} file
 * @param {{ suite?: import("../mutations.mjs").Mutation["suite"], test: string }} shownBy a unit test unless said otherwise
 * @param {readonly Change[]} changes
 * @returns {import("../mutations.mjs").Mutation[]}
 */
export function ofFile(file, { suite = "unit", test }, changes) {
  return changes.map(([threat, what, from, to]) => ({ threat, what, file, from, to, suite, test }));
}
