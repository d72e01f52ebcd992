// @ts-check
// Does something once more each time that something below some folders has changed.

import { readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** Editors write a file in several steps, in milliseconds. */
const QUIET_MS = 50;

/**
 * @param {readonly string[]} folders
 * @param {() => Promise<void>} act one that fails is told of, and done again after the next change
 * @param {(error: unknown) => void} tell
 * @returns {() => void} ends it
 */
export function watchFolders(folders, act, tell) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let running = Promise.resolve();
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(act).catch(tell);
    }, QUIET_MS);
  };
  const watchers = folders.flatMap(toTree).map((folder) => watch(folder, start));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/**
 * Each by itself: Node's own `recursive` loses a file that an editor has replaced (Node 20, Linux).
 * @param {string} folder
 * @returns {string[]}
 */
function toTree(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const inside = entries.filter((entry) => entry.isDirectory());
  return [folder, ...inside.map((entry) => join(entry.parentPath, entry.name))];
}
