// @ts-check
// Finds the PostgreSQL that tests of several instances need, or installs it.

import { findPostgres } from "../../stack/postgres.mjs";
import { mayInstallPackages } from "./packages.mjs";
import { run } from "./run.mjs";

/** @param {(line: string) => void} log @throws when there is none and it cannot be installed */
export async function ensurePostgres(log) {
  if (await findPostgres()) return;
  if (await mayInstallPackages()) {
    log("postgresql: installing Debian's postgresql");
    await run("apt-get", ["update"]);
    await run("apt-get", ["install", "-y", "--no-install-recommends", "postgresql"]);
    if (await findPostgres()) return;
  }
  throw new Error("The tests need PostgreSQL; install your system's package of that name.");
}
