// @ts-check
// Lets one process at a time do a piece of work; the others wait, and take over from one that died.

import { open, rename, rm, stat, utimes } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

const HEARTBEAT_MS = 2000;
const STALE_MS = 15_000;
const RETRY_MS = 500;

/**
 * @template T
 * @param {string} file exists while the work is being done
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once when another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait) {
  for (let waited = false; !(await acquire(file)); waited = true) {
    if (!waited) onWait?.();
    await removeWhenStale(file);
    await delay(RETRY_MS);
  }
  const heartbeat = setInterval(() => utimes(file, new Date(), new Date()).catch(() => {}), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(file, { force: true });
  }
}

/** @param {string} file */
async function acquire(file) {
  try {
    await (await open(file, "wx")).close();
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file */
async function removeWhenStale(file) {
  const found = await stat(file).catch(() => undefined);
  if (!found || Date.now() - found.mtimeMs < STALE_MS) return;
  // Renaming succeeds for one of several waiters only.
  const aside = `${file}.${process.pid}`;
  await rename(file, aside).then(
    () => rm(aside),
    () => {},
  );
}
