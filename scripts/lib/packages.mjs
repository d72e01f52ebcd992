// @ts-check
// Whether this process may install Debian packages.

import { access, constants } from "node:fs/promises";

/** Root on Debian or what derives from it. */
export async function mayInstallPackages() {
  return process.getuid?.() === 0 && (await isExecutable("/usr/bin/apt-get"));
}

/** @param {string} path */
export function isExecutable(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
