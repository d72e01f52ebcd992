// @ts-check
// Whether this process may install Debian packages.

import { isExecutable } from "../../stack/build/executable.mjs";

/** Root on Debian or what derives from it. */
export async function mayInstallPackages() {
  return process.getuid?.() === 0 && (await isExecutable("/usr/bin/apt-get"));
}
