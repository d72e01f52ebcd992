// @ts-check
// Keeps account of which parts of a stack run.

import { partStarters } from "./parts.mjs";

/** @typedef {import("./options.mjs").PartName} PartName */
/** @typedef {import("./parts.mjs").RunningPart} RunningPart */

/**
 * @param {import("./parts.mjs").StackContext} context
 */
export function openParts(context) {
  /** @type {Map<PartName, RunningPart>} */
  const running = new Map();
  const { log } = context.options;

  /** @param {PartName} name */
  const start = async (name) => {
    if (running.has(name)) throw new Error(`${name} is running already.`);
    const begun = performance.now();
    running.set(name, await partStarters[name](context));
    log(`${name} is ready (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  };
  /** @param {PartName} name */
  const stop = async (name) => {
    await running.get(name)?.stop();
    running.delete(name);
  };
  return {
    start,
    stop,
    stopAll: () => Promise.all([...running.keys()].map(stop)),
    /** @returns {Partial<Record<PartName, number>>} */
    pids: () =>
      Object.fromEntries([...running].flatMap(([name, { pid }]) => (pid === undefined ? [] : [[name, pid]]))),
  };
}

/**
 * Starts parts side by side. A failure is thrown once all have settled, so that everything that runs is known.
 * @param {PartName[]} names
 * @param {(name: PartName) => Promise<void>} start
 */
export async function startAll(names, start) {
  const results = await Promise.allSettled(names.map(start));
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
