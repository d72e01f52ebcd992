// @ts-check
// Ends a stack's processes when the process that started them is gone without having done so, however it died.
// Reads one instruction a line from its standard input, which closes with the parent.

import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";

const GRACE_MS = 3000;

/** @type {Set<number>} */
const groups = new Set();
/** @type {Set<string>} */
const temporaryDirs = new Set();

/** @type {Record<string, (value: string) => void>} */
const instructions = {
  track: (value) => groups.add(Number(value)),
  untrack: (value) => groups.delete(Number(value)),
  temporary: (value) => temporaryDirs.add(value),
  done: () => temporaryDirs.clear(),
};

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [name = "", ...rest] = line.split(" ");
    instructions[name]?.(rest.join(" "));
  })
  .on("close", endAll);

async function endAll() {
  signalAll("SIGTERM");
  const end = performance.now() + GRACE_MS;
  while (performance.now() < end && [...groups].some(isAlive)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  signalAll("SIGKILL");
  for (const dir of temporaryDirs) await rm(dir, { recursive: true, force: true });
}

/** @param {NodeJS.Signals} signal */
function signalAll(signal) {
  for (const group of groups) {
    if (isAlive(group)) process.kill(-group, signal);
  }
}

/** @param {number} group */
function isAlive(group) {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}
