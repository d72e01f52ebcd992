/** End-to-end, contract, fault and conformance tests; each file names the stack it needs (tests/support/test.ts). */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

const isCi = Boolean(process.env.CI);

/** Debian's; the first is the same browser without its window's parts, and opens a page for a third of the work. */
const DEBIAN_CHROMIUMS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** Without one, Playwright takes the browser that it downloaded itself (scripts/lib/browser.mjs). */
const chromium = process.env.CHROMIUM_PATH ?? DEBIAN_CHROMIUMS.find((path) => existsSync(path));

/** The same letters on every machine: how wide and high they are decides what fits. */
const fonts = fileURLToPath(new URL("support/fonts/fonts.conf", import.meta.url));
const env = process.env.FOYER_FONTS === "machine" ? process.env : { ...process.env, FONTCONFIG_FILE: fonts };

const ALL = "{e2e,contract,fault,conformance}/**/*.spec.ts";

/** Long, and one test after the other: begun last, they would run while the other workers have nothing left to do. */
const LONGEST = "{fault/{instances,matrix,roll-out,without-server},e2e/console/import-restart}.spec.ts";

export default defineConfig({
  testDir: ".",
  // Without names: the order in which files are begun, and nothing else.
  projects: [{ testMatch: LONGEST }, { testMatch: ALL, testIgnore: LONGEST }],
  globalSetup: "./support/shared-postgres.ts",
  outputDir: "../test-results",
  fullyParallel: false,
  // On two cores: two of them leave these idle while both wait for a server to start.
  workers: 3,
  retries: 0,
  forbidOnly: isCi,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    trace: process.env.FOYER_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: chromium,
      env,
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
