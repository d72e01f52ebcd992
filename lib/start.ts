/** What happens once before the first request: a configuration that is incomplete or unsafe ends the process (S2). */

import { ConfigError, getConfig } from "./config";

const EXIT_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

export function start(): void {
  try {
    getConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIGURATION);
  }
}
