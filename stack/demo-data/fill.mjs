// @ts-check
// Fills the demo's servers with what the console has to show; tests' stacks stay empty.

/** @typedef {(context: import("../parts.mjs").StackContext) => Promise<void>} Filler */

/** One entry for each kind of data; each finds out by itself what is there already. @type {readonly Filler[]} */
const FILLERS = [];

/** @type {Filler} */
export async function fillDemo(context) {
  for (const fill of FILLERS) await fill(context);
}
