// @ts-check
// Finds a Chromium for the tests, or installs one.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isExecutable } from "../../stack/build/executable.mjs";
import { mayInstallPackages } from "./packages.mjs";
import { run, runOrFail } from "./run.mjs";

const execute = promisify(execFile);

/** The same browser as Debian's chromium, without its window's parts: it opens a page for a third of the work. */
const HEADLESS = "/usr/bin/chromium-headless-shell";

const INSTALLED = [HEADLESS, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const INSTALL_DEADLINE_MS = 120_000;

/**
 * @param {(line: string) => void} log
 * @returns {Promise<string | undefined>} path of the browser; undefined when Playwright has downloaded its own
 * @throws when CHROMIUM_PATH names no executable, or nothing can be installed
 */
export async function ensureBrowser(log) {
  const own = process.env.CHROMIUM_PATH;
  if (own) {
    if (await isExecutable(own)) return own;
    throw new Error(`CHROMIUM_PATH is set to ${own}, which is no executable file.`);
  }
  if ((await isExecutable("/usr/bin/chromium")) && !(await isExecutable(HEADLESS))) await addHeadless(log);
  const installed = await findInstalled();
  if (installed) return installed;
  if (await mayInstallPackages()) {
    log("browser: installing Debian's chromium-headless-shell");
    await run("apt-get", ["update"]);
    await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium-headless-shell"]);
    const debian = await findInstalled();
    if (debian) return debian;
  }
  log("browser: downloading Playwright's Chromium");
  await runOrFail("npx", ["playwright", "install", "chromium"]);
  return undefined;
}

/** In the version of the chromium that is there, which stays as it is; without it the tests take that one. @param {(line: string) => void} log */
async function addHeadless(log) {
  if (!(await mayInstallPackages())) return;
  log("browser: installing Debian's chromium-headless-shell beside chromium");
  try {
    const { stdout } = await execute("dpkg-query", ["--show", "chromium-common"]);
    const [, version] = stdout.trim().split("\t");
    await execute(
      "apt-get",
      [
        "install",
        "-y",
        "--no-install-recommends",
        "-o",
        "Acquire::Retries=0",
        `chromium-headless-shell=${version}`,
      ],
      { timeout: INSTALL_DEADLINE_MS },
    );
  } catch {
    log("browser: it cannot be had; the tests take chromium, and longer");
  }
}

async function findInstalled() {
  for (const path of INSTALLED) if (await isExecutable(path)) return path;
  return undefined;
}
