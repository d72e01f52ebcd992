// @ts-check
// Finds the Redis server that tests of several instances need, or installs it.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { mayInstallPackages } from "./packages.mjs";
import { run } from "./run.mjs";

const execute = promisify(execFile);

/** @param {(line: string) => void} log @throws when there is none and it cannot be installed */
export async function ensureRedis(log) {
  if (await isInstalled()) return;
  if (await mayInstallPackages()) {
    log("redis: installing Debian's redis-server");
    await run("apt-get", ["update"]);
    await run("apt-get", ["install", "-y", "--no-install-recommends", "redis-server"]);
    if (await isInstalled()) return;
  }
  throw new Error("The tests need redis-server; install your system's package of that name.");
}

function isInstalled() {
  return execute("redis-server", ["--version"]).then(
    () => true,
    () => false,
  );
}
