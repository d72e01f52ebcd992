// @ts-check
// Reads the command line of `npm test -- …`.

/** @typedef {"check" | "e2e"} Suite */

/** @type {Suite[]} */
const SUITES = ["check", "e2e"];

/**
 * `--only e2e tests/e2e/login/login.spec.ts -g title` runs one suite and hands the rest to its runner.
 * @param {string[]} args
 * @returns {{ suites: Suite[], rest: string[] }}
 * @throws when the suite is unknown, or arguments are given without a suite
 */
export function toTestArguments(args) {
  const [flag, name, ...rest] = args;
  if (flag === undefined) return { suites: SUITES, rest: [] };
  const suite = SUITES.find((known) => known === name);
  if (flag !== "--only" || !suite)
    throw new Error(`Usage: npm test [-- --only ${SUITES.join("|")} [arguments]]`);
  return { suites: [suite], rest };
}
