// @ts-check
// Starts server processes in groups of their own and ends exactly those.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { requireTemporary } from "./temporary-folder.mjs";
import { waitFor } from "./wait.mjs";

const READY_DEADLINE_MS = 30_000;
const STOP_GRACE_MS = 5000;
const LOG_TAIL_LINES = 15;

/**
 * @typedef {object} ProcessSpec
 * @property {string} name for messages
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env the whole environment
 * @property {string} cwd
 * @property {number} [uid] of another user than this process' own
 * @property {number} [gid]
 * @property {string} [temporaryDir] a folder of its own, which the watchdog removes should this process die first
 * @property {string} logFile receives standard output and error, appended
 * @property {() => Promise<boolean>} isReady
 */

/** @typedef {{ pid: number, isRunning: () => boolean, stop: () => Promise<void> }} RunningProcess */

/**
 * A group of processes with one watchdog, which ends them should this process die first.
 * @param {{ temporaryDir?: string }} options a folder that the watchdog removes in that case
 */
export function openProcessGroup({ temporaryDir }) {
  const removed = temporaryDir && requireTemporary(temporaryDir);
  const watchdog = spawn(process.execPath, [fileURLToPath(new URL("watchdog.mjs", import.meta.url))], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watchdog.unref();
  const { stdin } = watchdog;
  stdin.on("error", () => {});
  /** @param {string} instruction */
  const tell = (instruction) => stdin.write(`${instruction}\n`);
  if (removed) tell(`temporary ${removed}`);

  return {
    /** @param {ProcessSpec} spec */
    start: (spec) => startProcess(spec, tell),
    /** Ends the watchdog; call it when every process has been stopped. */
    async close() {
      watchdog.ref();
      tell("done");
      stdin.end();
      if (watchdog.exitCode === null) await once(watchdog, "exit");
    },
  };
}

/**
 * @param {ProcessSpec} spec
 * @param {(instruction: string) => void} tell
 * @returns {Promise<RunningProcess>}
 */
async function startProcess(spec, tell) {
  if (spec.temporaryDir) tell(`temporary ${requireTemporary(spec.temporaryDir)}`);
  const log = openSync(spec.logFile, "a");
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    uid: spec.uid,
    gid: spec.gid,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  /** @type {Error | undefined} */
  let spawnError;
  child.on("error", (error) => {
    spawnError = error;
  });
  const { pid } = child;
  if (pid === undefined) {
    await once(child, "error").catch(() => {});
    throw new Error(`${spec.name} could not be started (${spec.command}).`, { cause: spawnError });
  }
  tell(`track ${pid}`);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const stop = async () => {
    await endGroup(pid, child, isRunning);
    tell(`untrack ${pid}`);
  };

  try {
    await waitFor(`${spec.name} answers`, spec.isReady, {
      deadlineMs: READY_DEADLINE_MS,
      failure: () => (isRunning() ? undefined : `it ended with ${child.exitCode ?? child.signalCode}`),
    });
  } catch (error) {
    await stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n${await getLogTail(spec.logFile)}`, { cause: error });
  }
  return { pid, isRunning, stop };
}

/**
 * @param {number} pid
 * @param {import("node:child_process").ChildProcess} child
 * @param {() => boolean} isRunning
 */
async function endGroup(pid, child, isRunning) {
  if (isRunning()) {
    const exited = once(child, "exit");
    signalGroup(pid, "SIGTERM");
    const timer = setTimeout(() => signalGroup(pid, "SIGKILL"), STOP_GRACE_MS);
    await exited;
    clearTimeout(timer);
  }
  signalGroup(pid, "SIGKILL");
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** @param {string} logFile */
async function getLogTail(logFile) {
  const text = await readFile(logFile, "utf8").catch(() => "");
  return `Last lines of ${logFile}:\n${text.trimEnd().split("\n").slice(-LOG_TAIL_LINES).join("\n")}`;
}
