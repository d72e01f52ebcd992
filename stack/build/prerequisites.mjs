// @ts-check
// Checks that Go and a C compiler are there before a build is started, and says what to do when they are not.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

const ALTERNATIVES = `Other ways:
  - use builds that you have: KRATOS_BIN=/path/to/kratos HYDRA_BIN=/path/to/hydra
  - use servers that run already: KRATOS_PUBLIC_URL, KRATOS_ADMIN_URL, HYDRA_PUBLIC_URL, HYDRA_ADMIN_URL
  - use containers: docker compose up`;

/** @throws when Go or a C compiler cannot be run */
export async function requireGoAndCompiler() {
  const missing = [];
  if (!(await runs("go", ["version"]))) {
    missing.push(
      "Go (1.26 or newer) is missing: install it from https://go.dev/dl and put `go` on the PATH.",
    );
  }
  const compiler = process.env.CC ?? "gcc";
  if (!(await runs(compiler, ["--version"]))) {
    missing.push(
      `A C compiler is missing (${compiler}): apt-get install gcc libc6-dev, or xcode-select --install.`,
    );
  }
  if (missing.length === 0) return;
  throw new Error(["Kratos and Hydra cannot be built here.", ...missing, ALTERNATIVES].join("\n"));
}

/** @param {string} command @param {string[]} args */
async function runs(command, args) {
  try {
    await run(command, args);
    return true;
  } catch {
    return false;
  }
}
