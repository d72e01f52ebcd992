// @ts-check
// A real Redis for tests: Debian's server on a free port, in memory, ended with the test.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { findFreePort } from "./free-port.mjs";
import { makeTemporaryFolder } from "./temporary-folder.mjs";
import { waitFor } from "./wait.mjs";

const READY_DEADLINE_MS = 10_000;

/** @typedef {{ authority: string, cert: string, key: string }} TlsFiles paths of PEM files */

/**
 * @param {{ port?: number, tls?: TlsFiles }} [options] a port to take again after `stop`; `tls`: it speaks TLS alone, and asks
 *   its clients for a certificate of that authority
 * @returns {Promise<{ url: string, port: number, stop: () => Promise<void>, pause: () => void, resume: () => void }>} paused it
 *   keeps what it holds, and does not answer
 * @throws when `redis-server` is not installed (scripts/test.mjs installs it)
 */
export async function startRedis({ port, tls } = {}) {
  const taken = port ?? (await findFreePort());
  const { path: dir, remove } = makeTemporaryFolder("redis");
  const args = [
    ...toListening(taken, tls),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    dir,
  ];
  const child = spawn("redis-server", args, { stdio: "ignore" });
  /** @type {Error | undefined} */
  let failure;
  child.on("error", (error) => {
    failure = error;
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null && !failure;
  const stop = async () => {
    if (isRunning()) {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
    await remove();
  };
  try {
    await waitFor("Redis accepts connections", () => accepts(taken), {
      deadlineMs: READY_DEADLINE_MS,
      failure: () => (isRunning() ? undefined : `it did not start (${failure?.message ?? child.exitCode})`),
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: tls ? `rediss://localhost:${taken}` : `redis://127.0.0.1:${taken}`,
    port: taken,
    stop,
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
  };
}

/** @param {number} port @param {TlsFiles} [tls] */
function toListening(port, tls) {
  if (!tls) return ["--port", String(port)];
  const { authority, cert, key } = tls;
  const files = ["--tls-ca-cert-file", authority, "--tls-cert-file", cert, "--tls-key-file", key];
  return ["--port", "0", "--tls-port", String(port), ...files];
}

/** @param {number} port @returns {Promise<boolean>} */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
