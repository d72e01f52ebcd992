// @ts-check
// Whether a file is there that this process may run.

import { access, constants } from "node:fs/promises";

/** @param {string} path */
export function isExecutable(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
