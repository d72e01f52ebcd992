// @ts-check
// Finds a Chromium for the tests, or installs one.

import { isExecutable, mayInstallPackages } from "./packages.mjs";
import { run, runOrFail } from "./run.mjs";

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

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
  const installed = await findInstalled();
  if (installed) return installed;
  if (await mayInstallPackages()) {
    log("browser: installing Debian's chromium");
    await run("apt-get", ["update"]);
    await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
    const debian = await findInstalled();
    if (debian) return debian;
  }
  log("browser: downloading Playwright's Chromium");
  await runOrFail("npx", ["playwright", "install", "chromium"]);
  return undefined;
}

async function findInstalled() {
  for (const path of INSTALLED) if (await isExecutable(path)) return path;
  return undefined;
}
